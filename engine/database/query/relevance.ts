import { lookupFields } from "../../calculation/index.ts";
import type { Convert } from "./convert-value.ts";
import type { RawInput } from "./read-filter.ts";
import { readable } from "./resolve-path.ts";
import type { RowSource } from "./row-source.ts";
import { beginningPatterns, keyPatterns } from "./search-terms.ts";
import type { SortKey } from "./sort-keys.ts";

/** Numbers of the inputs that hold the patterns of a search which gives the order. */
export interface RelevanceShape {
  readonly key: number;
  readonly keyBeginning: number;
  readonly beginnings: readonly (readonly [number, number])[];
}

/** Takes the patterns of a search into `inputs`; nothing, where nothing is searched for. */
export function readRelevance(search: string, inputs: RawInput[]): RelevanceShape | undefined {
  const add = (value: string) => inputs.push({ value, pointer: "/search" }) - 1;
  const beginnings = beginningPatterns(search).map(([text, word]) => [add(text), add(word)] as const);
  if (beginnings.length === 0) return undefined;
  const [key, keyBeginning] = keyPatterns(search);
  return { key: add(key), keyBeginning: add(keyBeginning), beginnings };
}

/**
 * How well a row fits: its key is what is searched for (0), begins so (1), its words begin so (2), or the words are somewhere in
 * it (3). All but the last are found by the index of `search_text`, which knows how words begin, so that they can be sorted.
 */
export function relevanceKey(source: RowSource, shape: RelevanceShape, converts: Convert[]): SortKey {
  const pattern = (index: number): string => {
    converts[index] = ({ value }) => value;
    return source.context.parameters.value(index, "text");
  };
  const text = source.own("search_text");
  const first = shape.beginnings
    .map(([start, word]) => `(${text} like ${pattern(start)} or ${text} like ${pattern(word)})`)
    .join(" and ");
  const keys = keysOf(source);
  const anyKey = (index: number) => keys.map((key) => `lower(${key}::text) like ${pattern(index)}`).join(" or ");
  const ranks = keys.length > 0 ? ` when ${anyKey(shape.key)} then 0 when ${anyKey(shape.keyBeginning)} then 1` : "";
  for (const index of [shape.key, shape.keyBeginning]) converts[index] ??= ({ value }) => value;
  return {
    sql: `case when (${first}) is not true then 3${ranks} else 2 end`,
    type: "bigint",
    isDescending: false,
    isNullable: false,
    isStored: false,
    column: RANK,
    first,
  };
}

/** What names a document, as far as the reader may see it. */
function keysOf(source: RowSource): readonly string[] {
  const { context, shape } = source;
  if (!shape.doctype) return [];
  const level = context.accessTo(shape.id)?.highestReadLevel ?? 0;
  return lookupFields(shape.doctype).flatMap((id) => {
    const column = readable(shape, id, level);
    return column?.stored ? [source.seen(column)] : [];
  });
}

const RANK: SortKey["column"] = {
  id: "search",
  type: "bigint",
  nullable: false,
  level: 0,
  stored: false,
  sql: () => "3",
};
