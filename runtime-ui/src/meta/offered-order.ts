import { hasTrait } from "../../../engine/contract/fields/field-traits.ts";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { resolveColumn } from "./columns.ts";
import { titleFields } from "./titles.ts";

/** What a list is sorted by that nobody designed. */
const NEWEST_FIRST = "-created_at";

/**
 * In which order documents are offered before anything is searched for: as their list stands, else by what people name them by.
 * What has a running number is best known by its last ones, which is the order of the server (undefined).
 */
export function offeredOrder(meta: MetaAnswer, doctypeId: string): readonly string[] | undefined {
  const listed = meta.views[doctypeId]?.[0]?.sort ?? [NEWEST_FIRST];
  if (listed[0] !== NEWEST_FIRST) return listed;
  if (meta.doctypes[doctypeId]?.number) return undefined;
  const keys = titleFields(meta, doctypeId).filter((path) => {
    const column = resolveColumn(meta, doctypeId, path);
    return column && hasTrait(column.field.type, "key");
  });
  return keys.length > 0 ? keys : undefined;
}
