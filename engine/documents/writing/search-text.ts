import { foldText } from "../../database/query/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { DocumentValues, JsonValue } from "../types.ts";

const LENGTH_MAX = 4_000;

/** The searched fields' values in one text, in lower case without accents; ids of links are no words anybody types. */
export function searchText(
  doctype: ResolvedDoctype,
  document: DocumentValues | Readonly<Record<string, JsonValue | undefined>>,
): string {
  const words = (doctype.search ?? []).flatMap((name) => {
    const value = document[name];
    const isLink = doctype.fields[name]?.type === "link";
    if (value === null || value === undefined || isLink) return [];
    return Array.isArray(value)
      ? value.map(String)
      : [typeof value === "object" ? JSON.stringify(value) : String(value)];
  });
  return foldText(words.join(" ")).slice(0, LENGTH_MAX);
}
