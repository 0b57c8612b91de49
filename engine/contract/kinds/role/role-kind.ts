import type { Role } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import schema from "./role.schema.json" with { type: "json" };
import { roleReferences } from "./role-references.ts";
import { roleSlots } from "./role-slots.ts";

/** What the people who have it may do. */
export const roleKind: Kind<{ id: "role"; plural: "roles"; artefact: Role }> = {
  id: "role",
  plural: "roles",
  place: "roles/<id>.json",
  schema,
  nameIn: "id",
  unknown: "METADATA_ROLE_UNKNOWN",
  references: roleReferences,
  slots: roleSlots,
  lints: [],
};
