import { randomUUID } from "node:crypto";
import type { LoadedData } from "../data/load-data.ts";
import type { HttpRequest } from "../load/http-connection.ts";
import type { Headers, Side } from "../world.ts";
import { type Case, pick, today } from "./case.ts";

/** Ids of drafts to submit, one stock for each server. */
export type Drafts = Readonly<Record<Side, string[]>>;
type Sides<T> = Readonly<Record<Side, T>>;

let sequence = Date.now();

/** A party as a person would type it. */
export function newParty() {
  const code = `N${sequence++}`;
  const email = `${code.toLowerCase()}@example.com`;
  return { code, name: `Nouveau ${code}`, city: "Ville 1", email, phone: "+33123456789" };
}

/** Never the same twice: an update that changes nothing writes nothing. */
export const newPhone = (): string => `+331${String(sequence++).slice(-8)}`;

export const newInvoice = (data: LoadedData, n: number) => ({
  customer: pick(data.parties, n).id,
  issue_date: today(),
  currency: data.currency,
  lines: Array.from({ length: 10 }, (_, line) => ({
    item: pick(data.items, n + line),
    quantity: String(1 + (line % 5)),
  })),
});

/** A fresh key with every request, as the screens send one with whatever creates or submits. */
const keyed = (headers: Headers): Headers => ({ ...headers, "idempotency-key": randomUUID() });

const post = (path: string, body: unknown, headers: Headers = {}): HttpRequest => ({
  method: "POST",
  path,
  headers,
  body: JSON.stringify(body),
});

/** Writes: small documents and invoices of ten lines. The baseline knows no keys. */
export function writeCases(data: Sides<LoadedData>, headers: Sides<Headers>, drafts: Drafts): Case[] {
  const onBoth = (make: (side: "product" | "byHand", n: number) => HttpRequest) => ({
    product: (n: number) => make("product", n),
    byHand: (n: number) => make("byHand", n),
  });
  return [
    ...updateCases(data, headers),
    {
      key: "create",
      name: "create",
      ...onBoth((side) => post("/api/v1/party", newParty(), keyed(headers[side]))),
      baseline: () => post("/parties", newParty()),
    },
    {
      key: "create-lines",
      name: "create with 10 lines",
      ...onBoth((side, n) => post("/api/v1/sales_invoice", newInvoice(data[side], n), keyed(headers[side]))),
      baseline: (n) => post("/invoices", newInvoice(data.baseline, n)),
    },
    {
      key: "submit",
      name: "submit with 10 lines",
      needsDrafts: true,
      ...onBoth((side) =>
        post(`/api/v1/sales_invoice/${drafts[side].pop()}/submit`, {}, { ...keyed(headers[side]), "if-match": '"1"' }),
      ),
      baseline: () => post(`/invoices/${drafts.baseline.pop()}/submit`, {}),
    },
  ];
}

/** So many documents are open at a time: saved in the warm-up, each is one that was opened or saved a moment ago. */
const OPEN_DOCUMENTS = 1_000;

/**
 * One field of one open document after the other, as a person opens a document before he saves it, and saves it again. The
 * screens send the version and no key; other programs may send both.
 */
function updateCases(data: Sides<LoadedData>, headers: Sides<Headers>): Case[] {
  const next = (side: Side, n: number) => {
    const { parties, versions } = data[side];
    const { id } = parties[n % Math.min(parties.length, OPEN_DOCUMENTS)]!;
    const version = versions.get(id) ?? 1;
    versions.set(id, version + 1);
    return { id, version };
  };
  const patch = (side: "product" | "byHand", n: number, given: Headers): HttpRequest => {
    const { id, version } = next(side, n);
    const body = JSON.stringify({ phone: newPhone() });
    return { method: "PATCH", path: `/api/v1/party/${id}`, headers: { ...given, "if-match": `"${version}"` }, body };
  };
  const baseline = (n: number): HttpRequest => {
    const { id, version } = next("baseline", n);
    return { method: "PATCH", path: `/parties/${id}`, body: JSON.stringify({ phone: newPhone(), version }) };
  };
  return [
    {
      key: "update",
      name: "update",
      product: (n) => patch("product", n, headers.product),
      byHand: (n) => patch("byHand", n, headers.byHand),
      baseline,
    },
    {
      key: "update-keyed",
      name: "update with a key",
      product: (n) => patch("product", n, keyed(headers.product)),
      byHand: (n) => patch("byHand", n, keyed(headers.byHand)),
      baseline,
    },
  ];
}
