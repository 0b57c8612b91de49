import type { ResolvedField } from "../../../contract/index.ts";
import { isId } from "../../../kernel/index.ts";
import { accepted, expected, type Parsed } from "./outcome.ts";

type DynamicLink = Extract<ResolvedField, { readonly type: "dynamic_link" }>;

const ID = { fr: "l'identifiant d'un document", en: "the id of a document" };

/** Ids are kept in lower case, as Postgres returns them. */
export function parseLink(input: unknown): Parsed {
  const id = typeof input === "string" ? input.toLowerCase() : input;
  return isId(id) ? accepted(id) : expected(ID);
}

export function parseDynamicLink(field: DynamicLink, input: unknown): Parsed {
  const { type, id, ...rest } = (input ?? {}) as Readonly<Record<string, unknown>>;
  const parsed = parseLink(id);
  if (!parsed.ok || typeof type !== "string" || !field.to.includes(type) || Object.keys(rest).length > 0) {
    const names = field.to.join(" | ");
    return expected({ fr: `{ type: ${names}, id }`, en: `{ type: ${names}, id }` });
  }
  return accepted({ type, id: parsed.value });
}
