import type { Ledger } from "../../contract/index.ts";
import { ident, joinSql, type Sql, sql } from "../../database/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";
import { entryTable, guardTable, rollupTable } from "../../ledgers/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";

/** A statement over an organization's schema that returns the rows which break a rule: none, when all is well. */
export interface Invariant {
  readonly title: LocalizedText;
  readonly broken: Sql;
}

/** Every rule the data of these metadata must keep. */
export function invariantsOf(registry: Registry): readonly Invariant[] {
  const documents = [...registry.doctypes.values()].filter((doctype) => doctype.kind === "document");
  return [
    ...[...registry.ledgers.values()].flatMap(ledgerInvariants),
    ...documents.filter((doctype) => registry.postingsOf(doctype.id).length > 0).flatMap(postingInvariants),
    numberInvariant(documents.filter((doctype) => doctype.number?.gapless === true)),
    ...documents.flatMap((doctype) => dynamicLinkInvariants(doctype, registry)),
    {
      title: { fr: "Aucun événement en attente depuis plus d'une heure", en: "No event waits for more than an hour" },
      broken: sql`select id, event, created_at from outbox where created_at < now() - interval '1 hour'`,
    },
  ];
}

function ledgerInvariants(ledger: Ledger): Invariant[] {
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

function postingInvariants(doctype: ResolvedDoctype): Invariant[] {
  const { id, label } = doctype;
  return [
    {
      title: {
        fr: `${label.fr} : seul un document validé a des écritures, un document annulé leur contrepassation exacte`,
        en: `${label.en}: only a submitted document has postings, a cancelled one their exact reversal`,
      },
      broken: sql`
        select p.document_id, d.docstatus, count(*) filter (where p.kind = 'post') as posted,
          count(*) filter (where p.kind = 'reversal') as reversed
        from posting p left join ${ident(doctype.table)} d on d.id = p.document_id where p.document_type = ${id}
        group by p.document_id, d.id, d.docstatus
        having d.id is null or d.docstatus = 'draft'
          or (d.docstatus = 'submitted' and count(*) filter (where p.kind = 'reversal') > 0)
          or (d.docstatus = 'cancelled' and count(*) filter (where p.kind = 'post') <> count(*) filter (where p.kind = 'reversal'))`,
    },
    {
      title: {
        fr: `${label.fr} : les écritures portent le numéro du document`,
        en: `${label.en}: postings carry the document's number`,
      },
      broken: doctype.number
        ? sql`select p.id, p.document_number, d.number from posting p join ${ident(doctype.table)} d on d.id = p.document_id
            where p.document_type = ${id} and p.document_number is distinct from d.number`
        : sql`select 1 where false`,
    },
  ];
}

/**
 * Every series counts from 1 to the last number drawn, once each. Several doctypes may share a series, so all their numbers are
 * looked at together.
 */
function numberInvariant(doctypes: readonly ResolvedDoctype[]): Invariant {
  const numbers = doctypes.map(({ table }) => sql`select number from ${ident(table)} where number is not null`);
  return {
    title: { fr: "Numéros sans trou ni doublon", en: "Numbers without gap or double" },
    broken: sql`
      with series as (
        select prefix as key, next - 1 as drawn, regexp_replace(prefix, '[{]0+[}].*$', '') as head,
          regexp_replace(prefix, '^.*[{]0+[}]', '') as tail from number_series),
      numbers as (${joinSql([sql`select null::text as number where false`, ...numbers], " union all ")}),
      placed as (
        select number, key, drawn, substring(number from length(head) + 1 for length(number) - length(head) - length(tail)) as counter
        from numbers left join series on starts_with(number, head) and right(number, length(tail)) = tail
          and substring(number from length(head) + 1 for length(number) - length(head) - length(tail)) ~ '^[0-9]+$')
      select series.key, drawn, count, distinct_count, first, last from series left join (
        select key, count(*) as count, count(distinct counter::bigint) as distinct_count, min(counter::bigint) as first,
          max(counter::bigint) as last from placed where key is not null group by key) found using (key)
      where drawn > 0 and (coalesce(count, 0) <> drawn or distinct_count <> drawn or first <> 1 or last <> drawn)
      union all select number, null, null, null, null, null from placed where key is null`,
  };
}

/** Ordinary links are kept by foreign keys; one to several doctypes cannot be. */
function dynamicLinkInvariants(doctype: ResolvedDoctype, registry: Registry): Invariant[] {
  return doctype.fieldList.flatMap((field) => {
    if (field.type !== "dynamic_link") return [];
    const type = ident("d", `${field.id}_type`);
    const missing = field.to.map(
      (to) =>
        sql`(${type} = ${to} and not exists (select 1 from ${ident(registry.doctype(to).table)} t where t.id = ${ident("d", field.id)}))`,
    );
    const title = {
      fr: `${doctype.label.fr} : « ${field.label.fr} » mène à un document qui existe`,
      en: `${doctype.label.en}: “${field.label.en}” leads to a document that exists`,
    };
    return [{ title, broken: sql`select d.id from ${ident(doctype.table)} d where ${joinSql(missing, " or ")}` }];
  });
}

function columns(ledger: Ledger, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => (ledger.dimensions[name]?.type === "dynamic_link" ? [name, `${name}_type`] : [name]));
}
