import { newId } from "../../engine/kernel/index.ts";
import { type Ask, replayOf } from "./claims.ts";
import { type Statement, value } from "./database.ts";
import { historyOfNew, searchText } from "./history.ts";
import { Refusal } from "./refusal.ts";
import { settings } from "./settings.ts";
import { assertValid, CHANGED_PARTY, NEW_PARTY } from "./validate.ts";

/** A party as it is answered; `from` names rows of the table. */
const answerFrom = (from: string) => `select row_to_json(answer)::text from (
    select id, version, created_at, created_by, updated_at, updated_by, code, name, kind, is_customer, is_supplier, is_active,
      siren, siret, vat_number, rccm, nif, address, postal_code, city, country, email, phone, website,
      array(select row_to_json(a) from (select id, kind, name, address, postal_code, city, country from party__addresses
        where parent = ${from}.id order by position) a) as addresses,
      language, currency, payment_terms, receivable_account, payable_account, sales_tax, discount_percent::text,
      credit_limit::text, iban, bic, note,
      (select round(coalesce(sum(company_open), 0), 2)::text from ledger_open_items where party = ${from}.id) as outstanding
    from ${from}`;

const GET: Statement = { name: "party", text: `${answerFrom("party")} where id = $1) answer` };

const CREATE: Statement = {
  name: "create_party",
  text: `with mine as (
      insert into idempotency_key (principal, key, request_hash, document_type, document_id, created_at)
      values ($1::uuid, $2, $3, 'party', $4::uuid, $5::timestamptz) on conflict do nothing returning document_id as id),
    header as (
      insert into party (id, version, created_at, created_by, updated_at, updated_by, search_text, code, name, kind, is_customer,
        is_supplier, is_active, siren, siret, vat_number, address, postal_code, city, country, email, phone, website, language,
        payment_terms, note)
      select id, 1, $5::timestamptz, $1::uuid, $5::timestamptz, $1::uuid, $6, $7, $8, $9, $10::boolean, $11::boolean, $12::boolean,
        $13, $14, $15, $16, $17, $18, $19::uuid, $20, $21, $22, $23, $24::uuid, $25 from mine returning *),
    past as (
      insert into history (id, document_type, document_id, version, verb, changes, reason, request_id, created_at, created_by)
      select $26::uuid, 'party', id, 1, 'create', $27::jsonb, null, $28, $5::timestamptz, $1::uuid from header),
    event as (
      insert into outbox (id, event, document_type, document_id, version, payload, created_at)
      select $29::uuid, 'party.create', 'party', id, 1, $30::jsonb, $5::timestamptz from header)
    ${answerFrom("header")}) answer`,
};

export async function createParty(ask: Ask): Promise<string> {
  const { person, key, hash, at, requestId } = ask;
  const body = assertValid(ask.body, NEW_PARTY);
  const { country, language, payment_terms } = await settings();
  const party = {
    code: body["code"],
    name: body["name"],
    kind: body["kind"] ?? "company",
    is_customer: body["is_customer"] ?? true,
    is_supplier: body["is_supplier"] ?? false,
    is_active: body["is_active"] ?? true,
    siren: body["siren"],
    siret: body["siret"],
    vat_number: body["vat_number"],
    address: body["address"],
    postal_code: body["postal_code"],
    city: body["city"],
    country,
    email: body["email"],
    phone: body["phone"],
    website: body["website"],
    language: body["language"] ?? language,
    payment_terms,
    note: body["note"],
  };
  const isOfSiren = !party.siret || !party.siren || String(party.siret).startsWith(String(party.siren));
  if (!isOfSiren) throw new Refusal(422, "wrong values", ["/siret: begins with the SIREN"]);
  const search = searchText([party.code, party.name, party.siren, party.city, party.email]);
  const payload = JSON.stringify({ verb: "create", by: person.id, request_id: requestId });
  const head = [person.id, key, hash, newId(), at, search];
  const tail = [newId(), historyOfNew(party), requestId, newId(), payload];
  const created = await value(CREATE, [...head, ...Object.values(party), ...tail]);
  return created ?? answerEarlier(ask);
}

async function answerEarlier(ask: Ask): Promise<string> {
  const earlier = await replayOf(ask);
  const party = earlier ? await value(GET, [earlier]) : undefined;
  if (party === undefined) throw new Refusal(409, "the document has changed");
  return party;
}

const SEARCHED = ["code", "name", "siren", "city", "email"];
const UPDATES = new Map<string, Statement>();

/** One statement per set of fields that is sent. Postgres tells the values before the change along with those after it. */
function updateOf(fields: readonly string[], hasKey: boolean): Statement {
  const kind = `${hasKey} ${fields.join()}`;
  let statement = UPDATES.get(kind);
  if (!statement) {
    statement = { name: `update_party_${UPDATES.size}`, text: updateText(fields, hasKey) };
    UPDATES.set(kind, statement);
  }
  return statement;
}

/** The key is taken only where the version holds: a change that comes too late leaves it free. */
function updateText(fields: readonly string[], hasKey: boolean): string {
  const sent = (index: number) =>
    `$${9 + index}${CHANGED_PARTY[fields[index]!]?.type === "boolean" ? "::boolean" : "::text"}`;
  const [key, hash] = [`$${9 + fields.length}`, `$${10 + fields.length}`];
  const claim = `target as (select id from party where id = $1::uuid and version = $2::int for update),
    mine as (
      insert into idempotency_key (principal, key, request_hash, document_type, document_id, created_at)
      select $4::uuid, ${key}, ${hash}, 'party', id, $3::timestamptz from target on conflict do nothing returning document_id),`;
  const words = SEARCHED.map((field) => (fields.includes(field) ? sent(fields.indexOf(field)) : field)).join(", ");
  const folded = `lower(regexp_replace(normalize(concat_ws(' ', ${words}), nfd), '[\\u0300-\\u036f]', '', 'g'))`;
  const search = fields.some((field) => SEARCHED.includes(field)) ? `, search_text = ${folded}` : "";
  return `with ${hasKey ? claim : ""} header as (
      update party set version = version + 1, updated_at = $3::timestamptz, updated_by = $4::uuid,
        ${fields.map((field, index) => `${field} = ${sent(index)}`).join(", ")}${search}
      ${hasKey ? "from mine" : ""} where party.id = $1::uuid and version = $2::int
      returning new.*, ${fields.map((field) => `old.${field} as "before ${field}"`).join(", ")}),
    past as (
      insert into history (id, document_type, document_id, version, verb, changes, reason, request_id, created_at, created_by)
      select $5::uuid, 'party', id, version, 'update', (
          select jsonb_agg(jsonb_build_object('field', field, 'before', before, 'after', after))
          from (values ${fields.map((field) => `('${field}', to_jsonb("before ${field}"), to_jsonb(${field}))`).join(", ")})
            change (field, before, after) where before is distinct from after),
        null, $6, $3::timestamptz, $4::uuid from header),
    event as (
      insert into outbox (id, event, document_type, document_id, version, payload, created_at)
      select $7::uuid, 'party.update', 'party', id, version, $8::jsonb, $3::timestamptz from header)
    ${answerFrom("header")}) answer`;
}

export async function updateParty(ask: Ask, id: string): Promise<string> {
  const { person, key, hash, at, requestId, version } = ask;
  if (version === null) throw new Refusal(428, "If-Match");
  const body = assertValid(ask.body, CHANGED_PARTY);
  const fields = Object.keys(body).sort();
  if (fields.length === 0) throw new Refusal(422, "nothing to change");
  const payload = JSON.stringify({ verb: "update", by: person.id, request_id: requestId });
  const values = [
    id,
    version,
    at,
    person.id,
    newId(),
    requestId,
    newId(),
    payload,
    ...fields.map((field) => body[field]),
  ];
  const claimed = key === null ? [] : [key, hash];
  const updated = await value(updateOf(fields, key !== null), [...values, ...claimed]);
  return updated ?? answerEarlier(ask);
}
