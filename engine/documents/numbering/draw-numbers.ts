import type { SeriesNumber } from "../../contract/index.ts";
import { ident, type Sql, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { hasSearchText } from "../writing/table-columns.ts";

export interface NumberDue {
  readonly id: string;
  readonly series: SeriesNumber;
}

/** Documents that are due a number, of one doctype. */
export interface Numbering {
  readonly doctype: ResolvedDoctype;
  readonly due: readonly NumberDue[];
  /** Were they stored before? */
  readonly isStored: boolean;
}

/** Numbers as they are drawn: `id`, `number`. */
export const DRAWN = ident("$drawn");

/** The text a document is found by, with its number; null where it is not found by that. */
export function searchTextWith(doctype: ResolvedDoctype, before: Sql): Sql | null {
  const isSearched = hasSearchText(doctype) && doctype.search?.includes("number");
  return isSearched ? sql`concat_ws(' ', ${before}, lower(_drawn.number))` : null;
}

/** Parts of a statement that draw a number for one document, if there are rows to draw it `from`. */
export function drawAfter({ id, series: { key, prefix, suffix, digits } }: NumberDue, from: Sql): Sql {
  return sql`"$counter" as (
      insert into number_series as _series (prefix, next) select ${key}, 2 ${from}
      on conflict (prefix) do update set next = _series.next + 1
      returning next - 1 as _value),
    ${DRAWN} as (
      select ${id}::uuid as id, 0 as ordinal,
        ${prefix}::text || lpad(_value::text, greatest(length(_value::text), ${digits}::int), '0') || ${suffix}::text as number
      from "$counter")`;
}

/**
 * Draws a number for each document, in their order, gives it to the document and its postings (`posted`) and answers them,
 * in one statement. It is the last of its transaction: the counter's row stays locked for one round trip only, and a failure
 * before it draws nothing. Counters are taken in the order of their keys.
 */
export function drawNumbers({ doctype, due }: Numbering, posted: readonly string[]): Sql {
  const [only] = due;
  const drawn = only && due.length === 1 ? drawAfter(only, sql``) : drawMany(due);
  const search = searchTextWith(doctype, sql`search_text`);
  return sql`with ${drawn}, "$document" as (
      update ${ident(doctype.table)} as _owner set number = _drawn.number${search ? sql`, search_text = ${search}` : sql``}
      from ${DRAWN} as _drawn where _owner.id = _drawn.id)${numberPostings(posted)}
    select number from ${DRAWN} order by ordinal`;
}

function drawMany(due: readonly NumberDue[]): Sql {
  const counts = new Map<string, number>();
  const places = due.map(({ id, series: { key, prefix, suffix, digits } }, ordinal) => {
    const place = counts.get(key) ?? 0;
    counts.set(key, place + 1);
    return { id, key, place, prefix, suffix, digits, ordinal };
  });
  const wanted = [...counts].map(([key, count]) => ({ key, count }));
  return sql`"$wanted" as (
      select key, count from json_to_recordset(${JSON.stringify(wanted)}::json) as _wanted (key text, count bigint)),
    "$counter" as (
      insert into number_series as _series (prefix, next) select key, count + 1 from "$wanted" order by key
      on conflict (prefix) do update set next = _series.next + excluded.next - 1
      returning prefix, next),
    ${DRAWN} as (
      select _place.id, _place.ordinal, _place.prefix || lpad(_value::text, greatest(length(_value::text), _place.digits), '0') || _place.suffix
        as number
      from json_to_recordset(${JSON.stringify(places)}::json)
          as _place (id uuid, key text, place bigint, prefix text, suffix text, digits int, ordinal int)
        join "$wanted" as _wanted using (key) join "$counter" as _counter on _counter.prefix = _place.key
        cross join lateral (select _counter.next - _wanted.count + _place.place as _value) as _counted)`;
}

function numberPostings(posted: readonly string[]): Sql {
  if (posted.length === 0) return sql``;
  return sql`, "$postings" as (
      update posting set document_number = _drawn.number from ${DRAWN} as _drawn
      where posting.id = any(${posted}::uuid[]) and document_id = _drawn.id and document_number is null)`;
}
