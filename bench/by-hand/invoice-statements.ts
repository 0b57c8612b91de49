import type { Statement } from "./database.ts";

/** Customer, currency, items and their taxes, and the date the customer is to pay by. */
export const READ_LINKS: Statement = {
  name: "invoice_links",
  text: `select json_build_object(
    'customer', (select row_to_json(found) from (
      select party.name, party.address, party.postal_code, party.city, vat_number, siren, language, discount_percent::text,
        case when party.country is distinct from $6::uuid then
          case when language = 'en' then coalesce(country.name_en, country.name) else country.name end end as foreign_country,
        nullif(concat_ws(' · ', rccm, nif), '') as tax_ids, party.payment_terms, receivable_account,
        (case end_of_month
          when 'after_days' then (date_trunc('month', $4::date + days::int) + interval '1 month - 1 day')::date
          when 'before_days' then (date_trunc('month', $4::date) + interval '1 month - 1 day')::date + days::int
          else $4::date + coalesce(days, 0)::int end)::text as due_date
      from party left join country on country.id = party.country
        left join payment_terms terms on terms.id = coalesce(party.payment_terms, $5::uuid)
      where party.id = $1::uuid and is_customer and party.is_active) found),
    'currency', (select row_to_json(found) from (
      select id, code, rate::text from currency where id = coalesce($2::uuid, $7::uuid) and is_active) found),
    'items', (select json_agg(found) from (
      select item.id, concat_ws(E'\\n', item.name, item.description) as description, item.unit, coalesce(sale_price, 0)::text as sale_price,
        coalesce(item.income_account, $8::uuid) as income_account, tax.id as tax, tax.rate::text as tax_rate,
        tax.category_code as tax_category, tax.mention as tax_mention, tax.collected_account as tax_account
      from item join tax on tax.id = coalesce((select sales_tax from party where id = $1::uuid), sale_tax, $9::uuid)
      where item.id = any($3::uuid[]) and item.is_active and tax.is_active and tax.use <> 'purchase') found))::text`,
};

export const CREATE: Statement = {
  name: "create_invoice",
  text: `with mine as (
      insert into idempotency_key (principal, key, request_hash, document_type, document_id, created_at)
      values ($1::uuid, $2, $3, 'sales_invoice', $4::uuid, $5::timestamptz) on conflict do nothing returning document_id as id),
    header as (
      insert into sales_invoice (id, version, docstatus, created_at, created_by, updated_at, updated_by, search_text, customer,
        issue_date, payment_terms, due_date, reference, subject, currency, currency_code, exchange_rate, net_total, discount_total,
        vat_total, grand_total, company_net_total, company_total, customer_name, customer_address, customer_vat_number,
        customer_siren, customer_tax_ids, language, receivable_account, note)
      select id, 1, 'draft', $5::timestamptz, $1::uuid, $5::timestamptz, $1::uuid, $6, $7::uuid, $8::date, $9::uuid, $10::date, $11,
        $12, $13::uuid, $14, $15::numeric, $16::numeric, $17::numeric, $18::numeric, $19::numeric, $20::numeric, $21::numeric, $22,
        $23, $24, $25, $26, $27, $28::uuid, $29 from mine returning id, due_date),
    line as (
      insert into sales_invoice__lines (id, parent, position, item, description, quantity, unit, unit_price, discount_percent, gross,
        net, tax, income_account, tax_rate, tax_category, tax_mention, tax_account, company_net)
      select sent.id, header.id, sent.position, item, description, quantity, unit, unit_price, discount_percent, gross, net, tax,
        income_account, tax_rate, tax_category, tax_mention, tax_account, company_net
      from header, json_to_recordset($30::json) as sent (id uuid, position int, item uuid, description text, quantity numeric,
        unit uuid, unit_price numeric, discount_percent numeric, gross numeric, net numeric, tax uuid, income_account uuid, tax_rate numeric,
        tax_category text, tax_mention text, tax_account uuid, company_net numeric)),
    vat as (
      insert into sales_invoice__vat (id, parent, position, category, rate, base, amount, mention, account, tax, company_amount)
      select sent.id, header.id, sent.position, category, rate, base, amount, mention, account, tax, company_amount
      from header, json_to_recordset($31::json) as sent (id uuid, position int, category text, rate numeric, base numeric,
        amount numeric, mention text, account uuid, tax uuid, company_amount numeric)),
    past as (
      insert into history (id, document_type, document_id, version, verb, changes, reason, request_id, created_at, created_by)
      select $32::uuid, 'sales_invoice', id, 1, 'create', $33::jsonb, null, $34, $5::timestamptz, $1::uuid from header),
    event as (
      insert into outbox (id, event, document_type, document_id, version, payload, created_at)
      select $35::uuid, 'sales_invoice.create', 'sales_invoice', id, 1, $36::jsonb, $5::timestamptz from header)
    select row_to_json(computed)::text from (
      select id, (select coalesce(sum(_balance), 0)::numeric(18, 2)::text from ledger_open_items__guard
          where item = header.id and item_type = 'sales_invoice') as outstanding,
        (select coalesce(sum(company_open), 0)::numeric(18, 2)::text from ledger_open_items
          where item = header.id and item_type = 'sales_invoice') as company_outstanding, 'draft' as status
      from header) computed`,
};

/** A whole invoice as it is answered. */
export const GET: Statement = {
  name: "invoice",
  text: `select row_to_json(answer)::text from (
    select id, version, docstatus, amended_from, number, created_at, created_by, updated_at, updated_by, customer, issue_date,
      payment_terms, due_date, supply_date, reference, subject, operation, currency, currency_code, exchange_rate::text, cost_center,
      array(select row_to_json(line) from (
        select id, item, description, quantity::text, unit, unit_price::text, discount_percent::text, gross::text, net::text, tax,
          income_account, cost_center, tax_rate::text, tax_category, tax_mention, tax_account, company_net::text
        from sales_invoice__lines where parent = invoice.id order by position) line) as lines,
      net_total::text, discount_total::text,
      array(select row_to_json(row) from (
        select id, category, rate::text, base::text, amount::text, mention, account, tax, company_amount::text
        from sales_invoice__vat where parent = invoice.id order by position) row) as vat,
      vat_total::text, grand_total::text, company_net_total::text, company_total::text, customer_name, customer_address,
      customer_vat_number, customer_siren, customer_tax_ids, language, delivery_address, receivable_account, note,
      outstanding::text,
      (select coalesce(sum(company_open), 0)::numeric(18, 2)::text from ledger_open_items
        where item = invoice.id and item_type = 'sales_invoice') as company_outstanding,
      case when docstatus <> 'submitted' then docstatus when outstanding = 0 then 'paid' when due_date < current_date then 'overdue'
        when outstanding < grand_total then 'partly_paid' else 'unpaid' end as status
    from sales_invoice invoice cross join lateral (
      select coalesce(sum(_balance), 0)::numeric(18, 2) as outstanding from ledger_open_items__guard
      where item = invoice.id and item_type = 'sales_invoice') owed where id = $1::uuid) answer`,
};
