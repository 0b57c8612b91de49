import { fieldIndex } from "../../calculation/index.ts";
import { type Field, SYSTEM_FIELD_DEFINITIONS } from "../../contract/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { RequestContext } from "../types.ts";

/** The fields of a path over links; empty when one does not exist. */
export function pathFields(
  registry: Registry,
  doctype: ResolvedDoctype,
  [id = "", ...rest]: readonly string[],
): readonly Field[] {
  const field = fieldIndex(doctype).byId.get(id);
  const found = field ?? SYSTEM_FIELD_DEFINITIONS[id];
  if (!found || rest.length === 0) return found ? [found] : [];
  const further = field?.type === "link" ? pathFields(registry, registry.doctype(field.to), rest) : [];
  return further.length > 0 ? [found, ...further] : [];
}

/** Does the principal read every step of a path? */
export function readsPath(
  { registry, access }: Pick<RequestContext, "registry" | "access">,
  doctype: string,
  [id = "", ...rest]: readonly string[],
): boolean {
  if (!access.can(doctype, "read")) return false;
  const field = registry.field(doctype, id);
  if ((field?.level ?? 0) > access.highestReadLevel(doctype)) return false;
  if (rest.length === 0) return field !== undefined || id in SYSTEM_FIELD_DEFINITIONS;
  return field?.type === "link" && readsPath({ registry, access }, field.to, rest);
}
