/** The hand-written SQL of the baseline: prepared by name, JSON built by Postgres, amounts as text. */
const PARTY_COLUMNS = `id, version, code, name, city, email, phone, is_customer, is_active, updated_at`;

export const STATEMENTS = {
  list_parties: `select coalesce(json_agg(row), '[]')::text as json from (
    select ${PARTY_COLUMNS} from party where city = $1 order by name, id limit 50) row`,
  page_parties: `select coalesce(json_agg(row), '[]')::text as json from (
    select ${PARTY_COLUMNS} from party where (name, id) > ($1, $2::uuid) order by name, id limit 50) row`,
  get_party: `select json_build_object('id', id, 'version', version, 'code', code, 'name', name, 'kind', kind,
      'is_customer', is_customer, 'is_supplier', is_supplier, 'is_active', is_active, 'siren', siren, 'siret', siret,
      'vat_number', vat_number, 'address', address, 'postal_code', postal_code, 'city', city, 'country', country,
      'email', email, 'phone', phone, 'website', website, 'language', language, 'currency', currency,
      'payment_terms', payment_terms, 'discount_percent', discount_percent::text, 'credit_limit', credit_limit::text,
      'note', note, 'created_at', created_at, 'updated_at', updated_at)::text as json
    from party where id = $1`,
  get_invoice: `select json_build_object('id', i.id, 'version', version, 'docstatus', docstatus, 'number', number, 'customer', customer,
      'customer_name', customer_name, 'customer_address', customer_address, 'issue_date', issue_date, 'due_date', due_date,
      'payment_terms', payment_terms, 'currency', currency, 'currency_code', currency_code, 'exchange_rate', exchange_rate::text,
      'reference', reference, 'subject', subject, 'net_total', net_total::text, 'vat_total', vat_total::text,
      'grand_total', grand_total::text, 'created_at', created_at, 'updated_at', updated_at,
      'lines', (select json_agg(json_build_object('id', l.id, 'position', position, 'item', item, 'description', description,
          'quantity', quantity::text, 'unit', unit, 'unit_price', unit_price::text, 'discount_percent', discount_percent::text,
          'net', net::text, 'tax', tax, 'tax_rate', tax_rate::text, 'income_account', income_account) order by position)
        from invoice_line l where l.parent = i.id),
      'vat', (select json_agg(json_build_object('rate', rate::text, 'base', base::text, 'amount', amount::text) order by position)
        from invoice_vat v where v.parent = i.id))::text as json
    from invoice i where i.id = $1`,
  search_parties: `select coalesce(json_agg(row), '[]')::text as json from (
    select ${PARTY_COLUMNS} from party where search_text like $1 order by name, id limit 20) row`,
  create_party: `insert into party (id, version, code, name, kind, is_customer, is_supplier, is_active, city, email, phone,
      search_text, created_at, updated_at)
    values ($1, 1, $2, $3, 'company', true, false, true, $4, $5, $6, lower($2 || ' ' || $3 || ' ' || $4 || ' ' || $5), now(), now())
    returning json_build_object('id', id, 'version', version, 'code', code, 'name', name)::text as json`,
  update_party: `update party set phone = $2, version = version + 1, updated_at = now() where id = $1 and version = $3
    returning json_build_object('id', id, 'version', version, 'phone', phone)::text as json`,
  party_for_invoice: "select name, address, receivable_account from party where id = $1",
  items_for_invoice: `select item.id, item.name, item.sale_price::text, item.income_account, tax.id as tax, tax.rate::text as tax_rate,
      tax.collected_account from item join tax on tax.id = item.sale_tax where item.id = any($1::uuid[])`,
  create_invoice: `insert into invoice (id, version, docstatus, customer, customer_name, customer_address, issue_date, due_date,
      currency, currency_code, exchange_rate, net_total, vat_total, grand_total, company_net_total, company_total,
      receivable_account, created_at, updated_at)
    values ($1, 1, 'draft', $2, $3, $4, $5, $6, $7, 'EUR', 1, $8, $9, $10, $8, $10, $11, now(), now())`,
  create_lines: `insert into invoice_line (id, parent, position, item, description, quantity, unit_price, net, company_net, tax,
      tax_rate, tax_account, income_account)
    select id, parent, position, item, description, quantity, unit_price, net, net, tax, tax_rate, tax_account, income_account
    from json_populate_recordset(null::invoice_line, $1::json)`,
  create_vat: `insert into invoice_vat (id, parent, position, rate, base, amount, company_amount, account)
    select id, parent, position, rate, base, amount, amount, account from json_populate_recordset(null::invoice_vat, $1::json)`,
  lock_invoice: `select customer, customer_name, issue_date, due_date, docstatus, grand_total::text, receivable_account
    from invoice where id = $1 for update`,
  lines_to_post: "select income_account, net::text from invoice_line where parent = $1 order by position",
  vat_to_post: "select account, amount::text from invoice_vat where parent = $1 order by position",
  post: `with header as (insert into posting (id, ledger, document_type, document_id, date, kind, created_at)
      values ($1, 'general', 'invoice', $2, $3, 'post', now()))
    insert into entry (id, posting, line, date, account, party, due_date, label, debit, credit, currency_amount)
    select gen_random_uuid(), $1, line, date, account, party, due_date, label, debit, credit, debit - credit
    from json_populate_recordset(null::entry, $4::json)`,
  write_history: "insert into history (document, change) values ($1, $2)",
  write_outbox: "insert into outbox (document, event) values ($1, $2)",
  draw_number: `insert into counter (name, next) values ($1, 2) on conflict (name) do update set next = counter.next + 1
    returning next - 1 as number`,
  submit_invoice:
    "update invoice set docstatus = 'submitted', number = $2, version = version + 1, updated_at = now() where id = $1",
  trial_balance: `select coalesce(json_agg(row), '[]')::text as json from (
    select account.code, account.name,
      sum(case when date < $1 then debit - credit else 0 end)::text as opening,
      sum(case when date >= $1 then debit else 0 end)::text as debit, sum(case when date >= $1 then credit else 0 end)::text as credit
    from entry join account on account.id = entry.account where date <= $2
    group by account.code, account.name order by account.code) row`,
} as const;

export type StatementName = keyof typeof STATEMENTS;
