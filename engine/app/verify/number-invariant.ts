import { seriesPattern } from "../../contract/index.ts";
import { ident, joinSql, type Sql, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Invariant } from "./invariant.ts";

/**
 * Every series declared gapless counts from 1 to the last number drawn, once each. Several doctypes may share a series, so all
 * their numbers are looked at together. A series that a doctype draws from which permits gaps has them.
 */
export function numberInvariant(doctypes: readonly ResolvedDoctype[]): Invariant {
  const strict = doctypes.filter(({ number }) => number?.gapless === true);
  const loose = doctypes.filter(({ number }) => number && number.gapless !== true);
  return {
    title: { fr: "Numéros sans trou ni doublon", en: "Numbers without gap or double" },
    broken: sql`
      with _series as (
        select prefix as key, next - 1 as drawn, regexp_replace(prefix, '[{]0+[}].*$', '') as head,
          regexp_replace(prefix, '^.*[{]0+[}]', '') as tail, ${isMatched(strict)} as is_strict, ${isMatched(loose)} as is_loose
        from number_series),
      _numbers as (${numbersOf(strict)}),
      _placed as (
        select number, key, drawn, substring(number from length(head) + 1 for length(number) - length(head) - length(tail)) as counter
        from _numbers left join _series on is_strict and starts_with(number, head) and right(number, length(tail)) = tail
          and substring(number from length(head) + 1 for length(number) - length(head) - length(tail)) ~ '^[0-9]+$'),
      _found as (
        select key, count(*) as count, count(distinct counter::bigint) as distinct_count, min(counter::bigint) as first,
          max(counter::bigint) as last from _placed where key is not null group by key)
      select _series.key, drawn, count, distinct_count, first, last from _series left join _found using (key)
      where is_strict and drawn > 0 and (count is not null or not is_loose) and not ${isShared(loose)}
        and (coalesce(count, 0) <> drawn or distinct_count <> drawn or first <> 1 or last <> drawn)
      union all select number, null, null, null, null, null from _placed where key is null`,
  };
}

/** Might one of the doctypes draw from this series? */
function isMatched(doctypes: readonly ResolvedDoctype[]): Sql {
  const patterns = doctypes.flatMap(({ number }) => (number ? [seriesPattern(number.series)] : []));
  return sql`prefix ~ any(${patterns}::text[])`;
}

const numbersOf = (doctypes: readonly ResolvedDoctype[]): Sql => {
  const numbers = doctypes.map(({ table }) => sql`select number from ${ident(table)} where number is not null`);
  return joinSql([sql`select null::text as number where false`, ...numbers], " union all ");
};

/** Do documents whose numbers may have gaps have numbers of this series? */
const isShared = (loose: readonly ResolvedDoctype[]): Sql => sql`exists (
  select from (${numbersOf(loose)}) as _loose where starts_with(_loose.number, head) and right(_loose.number, length(tail)) = tail
    and substring(_loose.number from length(head) + 1 for length(_loose.number) - length(head) - length(tail)) ~ '^[0-9]+$')`;
