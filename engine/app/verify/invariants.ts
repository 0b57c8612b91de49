import { ident, joinSql, type Sql, sql } from "../../database/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { Invariant } from "./invariant.ts";
import { ledgerInvariants } from "./ledger-invariants.ts";
import { numberInvariant } from "./number-invariant.ts";

/** Every rule the data of these metadata must keep. */
export function invariantsOf(registry: Registry): readonly Invariant[] {
  const documents = [...registry.doctypes.values()].filter((doctype) => doctype.kind === "document");
  return [
    ...[...registry.ledgers.values()].flatMap(ledgerInvariants),
    ...documents
      .filter((doctype) => registry.postingsOf(doctype.id).length > 0)
      .flatMap((doctype) => [...postingInvariants(doctype), postedOnceInvariant(doctype, registry)]),
    ...documents.filter((doctype) => doctype.number?.on === "submit").map(numberedInvariant),
    numberInvariant(documents),
    ...[...registry.doctypes.values()]
      .filter((doctype) => doctype.kind !== "child")
      .map((doctype) => linkInvariant(doctype, registry)),
    {
      title: { fr: "Aucun événement en attente depuis plus d'une heure", en: "No event waits for more than an hour" },
      broken: sql`select id, event, created_at from outbox where created_at < now() - interval '1 hour'`,
    },
  ];
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
        select _p.document_id, _d.docstatus, count(*) filter (where _p.kind = 'post') as posted,
          count(*) filter (where _p.kind = 'reversal') as reversed
        from posting _p left join ${ident(doctype.table)} _d on _d.id = _p.document_id where _p.document_type = ${id}
        group by _p.document_id, _d.id, _d.docstatus
        having _d.id is null or _d.docstatus = 'draft'
          or (_d.docstatus = 'submitted' and count(*) filter (where _p.kind = 'reversal') > 0)
          or (_d.docstatus = 'cancelled' and count(*) filter (where _p.kind = 'post') <> count(*) filter (where _p.kind = 'reversal'))`,
    },
    ...(doctype.number ? [postedNumberInvariant(doctype)] : []),
  ];
}

/** As many postings in a ledger as there are rules for it; a rule that is no longer there may have left one. */
function postedOnceInvariant({ id, label }: ResolvedDoctype, registry: Registry): Invariant {
  const counts = new Map<string, number>();
  for (const { ledger } of registry.postingsOf(id)) counts.set(ledger, (counts.get(ledger) ?? 0) + 1);
  const most = [...counts].map(([ledger, count]) => sql`when ${ledger} then ${count}::int`);
  return {
    title: {
      fr: `${label.fr} : aucun document n'est comptabilisé deux fois`,
      en: `${label.en}: no document is posted twice`,
    },
    broken: sql`select document_id, ledger, count(*) from posting where document_type = ${id} and kind = 'post'
      group by document_id, ledger having count(*) > case ledger ${joinSql(most, " ")} else 1 end`,
  };
}

function postedNumberInvariant({ id, table, label }: ResolvedDoctype): Invariant {
  return {
    title: {
      fr: `${label.fr} : les écritures portent le numéro du document`,
      en: `${label.en}: postings carry the document's number`,
    },
    broken: sql`select _p.id, _p.document_number, _d.number from posting _p join ${ident(table)} _d on _d.id = _p.document_id
      where _p.document_type = ${id} and _p.document_number is distinct from _d.number`,
  };
}

function numberedInvariant({ table, label }: ResolvedDoctype): Invariant {
  return {
    title: {
      fr: `${label.fr} : un document qui a été validé a un numéro, un brouillon n'en a pas`,
      en: `${label.en}: a document that was submitted has a number, a draft has none`,
    },
    broken: sql`select id, docstatus, number from ${ident(table)} where (docstatus = 'draft') <> (number is null)`,
  };
}

/** Foreign keys keep ordinary links, but not what a restore or a repair by hand brought in; links to several doctypes have none. */
function linkInvariant(doctype: ResolvedDoctype, registry: Registry): Invariant {
  const title = {
    fr: `${doctype.label.fr} : chaque ligne a son document, chaque lien mène à un document qui existe`,
    en: `${doctype.label.en}: every row has its document, every link leads to a document that exists`,
  };
  const broken = [
    ...brokenLinks(doctype, registry),
    ...doctype.fieldList.flatMap((field) =>
      field.type === "table" ? [orphanRows(field.child, doctype), ...brokenLinks(field.child, registry)] : [],
    ),
  ];
  return {
    title,
    broken: joinSql([sql`select null::uuid as id, null::text as field where false`, ...broken], " union all "),
  };
}

function orphanRows(child: ResolvedDoctype, parent: ResolvedDoctype): Sql {
  return sql`select _d.id, 'parent' from ${ident(child.table)} _d where not exists (select from ${ident(parent.table)} _t where _t.id = _d.parent)`;
}

function brokenLinks({ table, fieldList }: ResolvedDoctype, registry: Registry): readonly Sql[] {
  const missing = (field: string, to: string) =>
    sql`not exists (select from ${ident(registry.doctype(to).table)} _t where _t.id = ${ident("_d", field)})`;
  return fieldList.flatMap((field) => {
    if (field.type !== "link" && field.type !== "dynamic_link") return [];
    const to = field.type === "link" ? [field.to] : field.to;
    const type = ident("_d", `${field.id}_type`);
    const isBroken = joinSql(
      to.map((one) =>
        field.type === "link" ? missing(field.id, one) : sql`(${type} = ${one} and ${missing(field.id, one)})`,
      ),
      " or ",
    );
    return [
      sql`select _d.id, ${field.id} from ${ident(table)} _d where ${ident("_d", field.id)} is not null and (${isBroken})`,
    ];
  });
}
