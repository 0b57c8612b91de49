import type { Role } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import { compileRole } from "./compile-role.ts";
import type { ResolvedRole } from "./resolved-role.ts";
import schema from "./role.schema.json" with { type: "json" };
import { roleReferences } from "./role-references.ts";
import { roleSlots } from "./role-slots.ts";
import { ROLE_SCHEMA, type ShownRoles, visibleRoles } from "./visible-roles.ts";

/** What the people who have it may do. */
export const roleKind: Kind<{
  id: "role";
  plural: "roles";
  artefact: Role;
  resolved: ResolvedRole;
  shown: ShownRoles;
}> = {
  id: "role",
  plural: "roles",
  place: "roles/<id>.json",
  schema,
  nameIn: "id",
  unknown: "METADATA_ROLE_UNKNOWN",
  references: roleReferences,
  slots: roleSlots,
  lints: [],
  compile: compileRole,
  shownAs: { roles: { type: "array", items: ROLE_SCHEMA } },
  visible: visibleRoles,
};
