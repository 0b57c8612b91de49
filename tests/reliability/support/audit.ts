import { verifyOrganization } from "../../../engine/app/verify/verify-organization.ts";
import { type Database, ident, type OrganizationRef, sql } from "../../../engine/database/index.ts";
import type { Registry } from "../../../engine/registry/index.ts";

/** Rules of `perfex verify` that are broken, with the rows that break them. */
export async function brokenRules(db: Database, organization: OrganizationRef, registry: Registry) {
  const verified = await verifyOrganization(db, organization, registry);
  return verified.filter(({ rows }) => rows.length > 0).map(({ title, rows }) => ({ rule: title.en, rows }));
}

/**
 * What is half done among the documents of a submittable doctype that posts to both ledgers. Written apart from the
 * product's own checks, so that one judges the other. Empty when every document is a draft through and through, or
 * submitted through and through.
 */
export function halfSubmitted(db: Database, organization: OrganizationRef, doctype: string): Promise<unknown[]> {
  return db.read(organization, (connection) =>
    connection.query(sql`
      with seen as (
        select d.id, d.docstatus, d.number,
          (select count(*) from posting p where p.document_id = d.id and p.ledger = 'general')::int as general,
          (select count(*) from posting p where p.document_id = d.id and p.ledger = 'open_items')::int as open_items,
          (select count(*) from posting p join ledger_general e on e.posting = p.id where p.document_id = d.id)::int as entries,
          (select count(*) from posting p where p.document_id = d.id and p.document_number is distinct from d.number)::int as misnumbered,
          (select count(*) from history h where h.document_id = d.id and h.changes @> '[{"field": "docstatus"}]')::int as told
        from ${ident(doctype)} d)
      select * from seen where not (
        (docstatus = 'draft' and number is null and general = 0 and open_items = 0 and told = 0)
        or (docstatus = 'submitted' and number is not null and general = 1 and open_items = 1
          and entries >= 2 and misnumbered = 0 and told = 1))`),
  );
}

/** Series with a gap, a double, a late start, or a counter that stands elsewhere than after the last number. */
export function brokenSeries(db: Database, organization: OrganizationRef, doctype: string): Promise<unknown[]> {
  return db.read(organization, (connection) =>
    connection.query(sql`
      with drawn as (
        select left(number, -5) as prefix, right(number, 5)::int as n from ${ident(doctype)} where number is not null),
      series as (
        select prefix, count(*)::int as count, count(distinct n)::int as distinct_count, min(n) as first, max(n) as last
        from drawn group by prefix)
      select series.*, next::int from series left join number_series s on s.prefix like series.prefix || '%'
      where count <> distinct_count or first <> 1 or last <> count or next is distinct from last + 1`),
  );
}

/** Postings whose debits are not their credits. */
export function unbalancedPostings(db: Database, organization: OrganizationRef): Promise<unknown[]> {
  return db.read(organization, (connection) =>
    connection.query(
      sql`select posting from ledger_general group by posting having sum(debit) <> sum(credit) or sum(debit) = 0`,
    ),
  );
}
