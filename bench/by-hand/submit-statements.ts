import type { Statement } from "./database.ts";
import { GET } from "./invoice-statements.ts";

/** The invoice as it is answered, and whether what it links to may still be used. */
export const READ: Statement = {
  name: "invoice_to_submit",
  text: `${GET.text.replace(
    "from sales_invoice invoice",
    `, coalesce((select is_customer and is_active from party where id = customer), false)
      and coalesce((select is_active from currency where currency.id = invoice.currency), false)
      and not exists (select from sales_invoice__lines line join tax on tax.id = line.tax join account on account.id = line.income_account
        where line.parent = invoice.id and not (tax.is_active and account.is_active and not account.is_group)) as is_usable
    from sales_invoice invoice`,
  )}`,
};

/**
 * All of a submit in one statement. The period is locked as long as the statement's own transaction; the number is drawn only
 * for who has the key, the version and an open period, and is given back should anything be refused.
 */
export const SUBMIT: Statement = {
  name: "submit_invoice",
  text: `with target as (
      select id from sales_invoice where id = $4::uuid and version = $6::int and docstatus = 'draft' for update),
    closing as (select closed from period where $7::date between start_date and end_date for share),
    mine as (
      insert into idempotency_key (principal, key, request_hash, document_type, document_id, created_at)
      select $1::uuid, $2, $3, 'sales_invoice', id, $5::timestamptz from target
      where not exists (select from closing where closed) on conflict do nothing returning document_id as id),
    counter as (
      insert into number_series as series (prefix, next) select $8, 2 from mine
      on conflict (prefix) do update set next = series.next + 1 returning next - 1 as value),
    header as (
      update sales_invoice set docstatus = 'submitted', version = version + 1, updated_at = $5::timestamptz, updated_by = $1::uuid,
        number = $9 || lpad(value::text, greatest(5, length(value::text)), '0'),
        search_text = concat_ws(' ', search_text, lower($9 || lpad(value::text, greatest(5, length(value::text)), '0')))
      from counter where id = $4::uuid returning sales_invoice.*),
    posted as (
      insert into posting (id, ledger, document_type, document_id, document_number, date, kind, created_at, created_by)
      select posting.id, posting.ledger, 'sales_invoice', header.id, number, issue_date, 'post', $5::timestamptz, $1::uuid
      from header, (values ($10::uuid, 'general'), ($11::uuid, 'open_items')) posting (id, ledger)),
    entries as (
      insert into ledger_general (id, posting, line, date, account, journal, party, cost_center, tax, tax_rate, tax_category, due_date, item, item_type,
        article, label, currency, debit, credit, currency_amount, quantity)
      select sent.id, $10::uuid, line, issue_date, account, $12::uuid, sent.party, sent.cost_center, tax, tax_rate, tax_category, sent.due_date,
        header.id, 'sales_invoice', article, customer_name, currency_code, debit, credit, currency_amount, coalesce(quantity, 0)
      from header, json_to_recordset($13::json) as sent (id uuid, line int, account uuid, party uuid, cost_center uuid, tax uuid,
        tax_rate numeric, tax_category text, article uuid, quantity numeric, due_date date, debit numeric, credit numeric, currency_amount numeric)),
    opened as (
      insert into ledger_open_items (id, posting, line, date, item, item_type, party, currency, open, company_open)
      select $14::uuid, $11::uuid, 1, issue_date, id, 'sales_invoice', customer, currency_code, grand_total, company_total
      from header where grand_total <> 0),
    guard as (
      insert into ledger_open_items__guard as guard (item, item_type, _balance)
      select id, 'sales_invoice', grand_total from header where grand_total <> 0
      on conflict (item, item_type) do update set _balance = guard._balance + excluded._balance),
    past as (
      insert into history (id, document_type, document_id, version, verb, changes, reason, request_id, created_at, created_by)
      select $15::uuid, 'sales_invoice', id, version, 'submit', $16::jsonb, null, $17, $5::timestamptz, $1::uuid from header),
    event as (
      insert into outbox (id, event, document_type, document_id, version, payload, created_at)
      select $18::uuid, 'sales_invoice.submit', 'sales_invoice', id, version, $19::jsonb, $5::timestamptz from header)
    select number from header`,
};

/** Why nothing was written. */
export const IS_PERIOD_CLOSED: Statement = {
  name: "is_period_closed",
  text: "select coalesce(bool_or(closed), false)::text from period where $1::date between start_date and end_date",
};
