import { newId } from "../../engine/kernel/index.ts";
import { type Ask, replayOf } from "./claims.ts";
import { computeInvoice, type InvoiceBody, type InvoiceLinks } from "./compute-invoice.ts";
import { parsed, value } from "./database.ts";
import { historyOfNew, searchText } from "./history.ts";
import { CREATE, GET, READ_LINKS } from "./invoice-statements.ts";
import { Refusal } from "./refusal.ts";
import { type Settings, settings } from "./settings.ts";
import { assertValidInvoice } from "./validate.ts";

/** Reads what it computes with, computes, and writes in one statement. */
export async function createInvoice(ask: Ask): Promise<string> {
  const { person, key, hash, at, requestId } = ask;
  const given = assertValidInvoice(ask.body);
  const body = { ...given, issue_date: given["issue_date"] ?? at.slice(0, 10) } as unknown as InvoiceBody;
  const set = await settings();
  const links = await readLinks(body, (given["currency"] as string | undefined) ?? null, set);
  const { header, lines, vat } = computeInvoice(body, links, set);
  if (header.due_date < header.issue_date) throw new Refusal(422, "wrong values", ["/due_date: not before the date"]);
  const id = newId();
  const placed = (rows: readonly object[]) =>
    JSON.stringify(rows.map((row, index) => ({ ...row, position: index + 1 })));
  const payload = JSON.stringify({ verb: "create", by: person.id, request_id: requestId });
  const written = await value(CREATE, [
    ...[person.id, key, hash, id, at, searchText([header.customer_name, header.reference, header.subject])],
    ...Object.values(header),
    ...[placed(lines), placed(vat), newId(), historyOfNew(header, { lines, vat }), requestId, newId(), payload],
  ]);
  if (written === undefined) return answerEarlier(ask);
  const system = {
    version: 1,
    docstatus: "draft",
    amended_from: null,
    number: null,
    supply_date: null,
    operation: null,
  };
  const made = { created_at: at, created_by: person.id, updated_at: at, updated_by: person.id, cost_center: null };
  const computed = JSON.parse(written) as object;
  return JSON.stringify({ ...system, ...made, ...header, delivery_address: null, lines, vat, ...computed });
}

async function readLinks(body: InvoiceBody, currency: string | null, set: Settings): Promise<InvoiceLinks> {
  const items = [...new Set(body.lines.map((line) => line.item))];
  const given = [body.customer, currency, items, body.issue_date, set.payment_terms, set.country, set.currency];
  const links = await parsed<InvoiceLinks>(READ_LINKS, [...given, set.income_account, set.sale_tax]);
  const found = new Set(links?.items?.map((item) => item.id));
  const problems = body.lines.flatMap((line, index) => (found.has(line.item) ? [] : [`/lines/${index}/item: unknown`]));
  if (!links?.customer) problems.push("/customer: unknown");
  if (!links?.currency) problems.push("/currency: unknown");
  if (!links || problems.length > 0) throw new Refusal(422, "wrong values", problems);
  return links;
}

async function answerEarlier(ask: Ask): Promise<string> {
  const earlier = await replayOf(ask);
  const invoice = earlier ? await value(GET, [earlier]) : undefined;
  if (invoice === undefined) throw new Refusal(409, "try again");
  return invoice;
}
