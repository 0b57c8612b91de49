import type { Ledger } from "../../contract/index.ts";
import { ident, joinSql, sql } from "../../database/index.ts";
import { entryTable, guardTable, rollupTable } from "../../ledgers/index.ts";
import type { Invariant } from "./invariant.ts";

/** What the entries, guarded balances and monthly sums of a ledger must keep. */
export function ledgerInvariants(ledger: Ledger): Invariant[] {
  const { label } = ledger;
  const entries = ident(entryTable(ledger.id));
  return [
    ...Object.values(ledger.invariants ?? {}).map((invariant) =>
      "equal" in invariant
        ? equalInvariant(ledger, invariant.equal)
        : guardInvariant(ledger, invariant.measure, invariant.min, invariant.per),
    ),
    {
      title: {
        fr: `${label.fr} : chaque écriture appartient à une pièce datée comme elle`,
        en: `${label.en}: every entry belongs to a posting of its date`,
      },
      broken: sql`select e.id from ${entries} e left join posting p on p.id = e.posting
        where p.id is null or p.ledger <> ${ledger.id} or p.date <> e.date`,
    },
    reversalInvariant(ledger),
    ...(ledger.rollup ? [rollupInvariant(ledger, ledger.rollup.by)] : []),
  ];
}

/** Line by line: the same dimensions, measures that are opposites of each other swapped, the others negated. */
function reversalInvariant(ledger: Ledger): Invariant {
  const entries = ident(entryTable(ledger.id));
  const [left, right] = ledger.opposites ?? [];
  const dimensions = columns(ledger, Object.keys(ledger.dimensions));
  const differs = joinSql(
    [
      ...dimensions.map((name) => sql`r.${ident(name)} is distinct from o.${ident(name)}`),
      ...Object.keys(ledger.measures).map((name) => {
        if (name === left || name === right) return sql`r.${ident(name)} <> o.${ident(name === left ? right! : left!)}`;
        return sql`r.${ident(name)} <> -o.${ident(name)}`;
      }),
    ],
    " or ",
  );
  return {
    title: {
      fr: `${ledger.label.fr} : chaque contrepassation est l'inverse exact de son original`,
      en: `${ledger.label.en}: every reversal is the exact opposite of its original`,
    },
    broken: sql`
      with pair as (select id, reverses from posting where kind = 'reversal' and ledger = ${ledger.id}),
        o as (select pair.id as reversal, e.* from pair join ${entries} e on e.posting = pair.reverses),
        r as (select pair.id as reversal, e.* from pair join ${entries} e on e.posting = pair.id)
      select coalesce(o.reversal, r.reversal) as reversal, coalesce(o.line, r.line) as line
      from o full join r on r.reversal = o.reversal and r.line = o.line
      where o.id is null or r.id is null or ${differs}`,
  };
}

function equalInvariant(ledger: Ledger, [one, other]: readonly [string, string]): Invariant {
  return {
    title: {
      fr: `${ledger.label.fr} : ${one} = ${other} par pièce`,
      en: `${ledger.label.en}: ${one} = ${other} per posting`,
    },
    broken: sql`select posting, sum(${ident(one)}) as ${ident(one)}, sum(${ident(other)}) as ${ident(other)}
      from ${ident(entryTable(ledger.id))} group by posting having sum(${ident(one)}) <> sum(${ident(other)})`,
  };
}

function guardInvariant(ledger: Ledger, measure: string, min: string, per: readonly string[]): Invariant {
  const keys = columns(ledger, per);
  const list = joinSql(keys.map((key) => ident(key)));
  // Entries that name no key are not guarded.
  const isGuarded = joinSql(
    keys.map((key) => sql`${ident(key)} is not null`),
    " and ",
  );
  return {
    title: {
      fr: `${ledger.label.fr} : le solde gardé de ${measure} est la somme des écritures, jamais sous ${min}`,
      en: `${ledger.label.en}: the guarded balance of ${measure} is the sum of the entries, never below ${min}`,
    },
    broken: sql`
      select * from (
        select ${list}, sum(${ident(measure)}) as total from ${ident(entryTable(ledger.id))} where ${isGuarded} group by ${list}) entries
      full join (select ${list}, balance as guarded from ${ident(guardTable(ledger.id))}) guard using (${list})
      where coalesce(total, 0) <> coalesce(guarded, 0) or coalesce(guarded, 0) < ${min}::numeric`,
  };
}

/** What was rolled up equals the entries of the transactions below the horizon. */
function rollupInvariant(ledger: Ledger, by: readonly string[]): Invariant {
  const keys = columns(ledger, by);
  const same = joinSql(
    keys.map((key) => sql`r.${ident(key)} is not distinct from e.${ident(key)}`),
    " and ",
  );
  const list = joinSql(keys.map((key) => ident(key)));
  const measures = Object.keys(ledger.measures);
  const sums = joinSql(measures.map((name) => sql`sum(${ident(name)}) as ${ident(name)}`));
  const differs = joinSql(
    measures.map((name) => sql`coalesce(r.${ident(name)}, 0) <> coalesce(e.${ident(name)}, 0)`),
    " or ",
  );
  return {
    title: {
      fr: `${ledger.label.fr} : les cumuls mensuels sont la somme des écritures`,
      en: `${ledger.label.en}: the monthly sums are the sum of the entries`,
    },
    broken: sql`
      with e as (
        select ${list}, date_trunc('month', date)::date as month, ${sums} from ${ident(entryTable(ledger.id))}
        where xact < (select xact from ledger_horizon where ledger = ${ledger.id}) group by ${list}, month)
      select r.month, e.month as entry_month from ${ident(rollupTable(ledger.id))} r
      full join e on r.month = e.month and ${same} where ${differs}`,
  };
}

function columns(ledger: Ledger, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => (ledger.dimensions[name]?.type === "dynamic_link" ? [name, `${name}_type`] : [name]));
}
