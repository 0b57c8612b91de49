import type { LocalizedText } from "../../../kernel/index.ts";
import { LOCALIZED } from "../../visible/shown-schemas.ts";
import type { Sight } from "../../visible/sight.ts";

/** Every role of the organization, for the members screen; `mine` tells those the person has. */
export interface MetaRole {
  readonly id: string;
  readonly label: LocalizedText;
  readonly mine: boolean;
}

/** The same as a JSON Schema. */
export const ROLE_SCHEMA = {
  type: "object",
  required: ["id", "label", "mine"],
  properties: {
    id: { type: "string" },
    label: LOCALIZED,
    mine: { type: "boolean" },
  },
  additionalProperties: false,
};

export interface ShownRoles {
  readonly roles: readonly MetaRole[];
}

export function visibleRoles({ artefacts, roles }: Sight): ShownRoles {
  return { roles: [...artefacts.roles.values()].map(({ id, label }) => ({ id, label, mine: roles.includes(id) })) };
}
