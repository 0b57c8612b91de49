import { dimensionColumns, entryTable, guardTable, type Ledger, rollupTable } from "../../contract/index.ts";
import { ident, joinSql, sql } from "../../database/index.ts";
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
      broken: sql`select _entry.id from ${entries} _entry left join posting _posting on _posting.id = _entry.posting
        where _posting.id is null or _posting.ledger <> ${ledger.id} or _posting.date <> _entry.date`,
    },
    reversalInvariant(ledger),
    ...(ledger.rollup ? [rollupInvariant(ledger, ledger.rollup.by)] : []),
  ];
}

/** Line by line: the same dimensions, measures that are opposites of each other swapped, the others negated. */
function reversalInvariant(ledger: Ledger): Invariant {
  const entries = ident(entryTable(ledger.id));
  const [left, right] = ledger.opposites ?? [];
  const dimensions = dimensionColumns(ledger, Object.keys(ledger.dimensions));
  const differs = joinSql(
    [
      ...dimensions.map((name) => sql`_reversal.${ident(name)} is distinct from _original.${ident(name)}`),
      ...Object.keys(ledger.measures).map((name) => {
        if (name === left || name === right)
          return sql`_reversal.${ident(name)} <> _original.${ident(name === left ? right! : left!)}`;
        return sql`_reversal.${ident(name)} <> -_original.${ident(name)}`;
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
      with _pair as (select id, reverses from posting where kind = 'reversal' and ledger = ${ledger.id}),
        _original as (select _pair.id as _by, _entry.* from _pair join ${entries} _entry on _entry.posting = _pair.reverses),
        _reversal as (select _pair.id as _by, _entry.* from _pair join ${entries} _entry on _entry.posting = _pair.id)
      select coalesce(_original._by, _reversal._by) as reversal, coalesce(_original.line, _reversal.line) as line
      from _original full join _reversal on _reversal._by = _original._by and _reversal.line = _original.line
      where _original.id is null or _reversal.id is null or ${differs}`,
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
  const keys = dimensionColumns(ledger, per);
  const list = joinSql(keys.map((key) => ident(key)));
  return {
    title: {
      fr: `${ledger.label.fr} : le solde gardé de ${measure} est la somme des écritures, jamais sous ${min}`,
      en: `${ledger.label.en}: the guarded balance of ${measure} is the sum of the entries, never below ${min}`,
    },
    broken: sql`
      select ${list}, sum(_total) as _total, sum(_guarded) as _guarded from (
        select ${list}, ${ident(measure)} as _total, 0 as _guarded from ${ident(entryTable(ledger.id))}
        union all select ${list}, 0, _balance from ${ident(guardTable(ledger.id))}) _both
      group by ${list} having sum(_total) <> sum(_guarded) or sum(_guarded) < ${min}::numeric`,
  };
}

/** What was rolled up equals the entries of the transactions below the horizon. */
function rollupInvariant(ledger: Ledger, by: readonly string[]): Invariant {
  const keys = dimensionColumns(ledger, by);
  const same = joinSql(
    keys.map((key) => sql`_sum.${ident(key)} is not distinct from _entries.${ident(key)}`),
    " and ",
  );
  const list = joinSql(keys.map((key) => ident(key)));
  const measures = Object.keys(ledger.measures);
  const sums = joinSql(measures.map((name) => sql`sum(${ident(name)}) as ${ident(name)}`));
  const differs = joinSql(
    measures.map((name) => sql`coalesce(_sum.${ident(name)}, 0) <> coalesce(_entries.${ident(name)}, 0)`),
    " or ",
  );
  return {
    title: {
      fr: `${ledger.label.fr} : les cumuls mensuels sont la somme des écritures`,
      en: `${ledger.label.en}: the monthly sums are the sum of the entries`,
    },
    broken: sql`
      with _entries as (
        select ${list}, date_trunc('month', "date")::date as _month, ${sums} from ${ident(entryTable(ledger.id))} _entry
        where _entry.xact < (select _horizon.xact from ledger_horizon _horizon where _horizon.ledger = ${ledger.id})
        group by ${list}, date_trunc('month', "date"))
      select _sum._month as month, _entries._month as entry_month from ${ident(rollupTable(ledger.id))} _sum
      full join _entries on _sum._month = _entries._month and ${same} where ${differs}`,
  };
}
