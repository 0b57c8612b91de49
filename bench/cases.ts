import type { LoadedData } from "./data/load-data.ts";
import type { HttpRequest } from "./load/http-connection.ts";
import type { RequestMaker } from "./load/measure.ts";

/** The same work asked of both servers. */
export interface Case {
  readonly name: string;
  readonly product: RequestMaker;
  readonly baseline: RequestMaker;
  /** Drafts to make before, outside the measured time: ids are handed out one by one. */
  readonly needsDrafts?: boolean;
}

/** Ids of drafts to submit, one stock for each server. */
export interface Drafts {
  readonly product: string[];
  readonly baseline: string[];
}

type Headers = Readonly<Record<string, string>>;
const pick = <T>(list: readonly T[], n: number): T => list[(n * 7919) % list.length]!;
const COLUMNS = "code,name,city,email,phone,is_customer,is_active,version,updated_at";
let sequence = Date.now();

function post(path: string, body: unknown, headers: Headers = {}): HttpRequest {
  return { method: "POST", path, headers, body: JSON.stringify(body) };
}

/** Reads: lists, pages, documents, search and the trial balance. */
export function readCases(data: LoadedData, headers: Headers): Case[] {
  const get = (path: string): HttpRequest => ({ method: "GET", path, headers });
  const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  return [
    {
      name: "list, filtered and sorted",
      product: (n) =>
        get(
          `/api/v1/party?fields=${COLUMNS}&sort=name&limit=50&filter=${json({ field: "city", op: "eq", value: pick(data.cities, n) })}`,
        ),
      baseline: (n) => get(`/parties?city=${encodeURIComponent(pick(data.cities, n))}`),
    },
    {
      name: "deep page",
      product: (n) =>
        get(`/api/v1/party?fields=${COLUMNS}&sort=name&limit=50&cursor=${cursorAfter(pick(data.parties, n))}`),
      baseline: (n) => {
        const party = pick(data.parties, n);
        return get(`/parties?after=${encodeURIComponent(party.name)}&after_id=${party.id}`);
      },
    },
    {
      name: "get",
      product: (n) => get(`/api/v1/party/${pick(data.parties, n).id}`),
      baseline: (n) => get(`/parties/${pick(data.parties, n).id}`),
    },
    {
      name: "get with 10 lines",
      product: (n) => get(`/api/v1/sales_invoice/${pick(data.invoices, n)}`),
      baseline: (n) => get(`/invoices/${pick(data.invoices, n)}`),
    },
    {
      name: "search",
      product: (n) =>
        get(`/api/v1/party?fields=${COLUMNS}&sort=name&limit=20&search=${pick(data.parties, n).name.split(" ")[0]}`),
      baseline: (n) => get(`/parties?q=${pick(data.parties, n).name.split(" ")[0]}`),
    },
    {
      name: "trial balance",
      product: () => get(`/api/v1/reports/trial_balance?from=${yearStart()}&to=${today()}`),
      baseline: () => get(`/trial-balance?from=${yearStart()}&to=${today()}`),
    },
  ];
}

/** The cursor the product hands out behind a row of a list sorted by name. */
const cursorAfter = ({ id, name }: { readonly id: string; readonly name: string }) =>
  Buffer.from(JSON.stringify(["party name", name, id])).toString("base64url");

const today = () => new Date().toISOString().slice(0, 10);
const yearStart = () => `${today().slice(0, 4)}-01-01`;

/** Writes: small documents and invoices of ten lines. */
export function writeCases(data: LoadedData, headers: Headers, drafts: Drafts): Case[] {
  const invoice = (n: number) => ({
    customer: pick(data.parties, n).id,
    issue_date: today(),
    currency: data.currency,
    lines: Array.from({ length: 10 }, (_, line) => ({
      item: pick(data.items, n + line),
      quantity: String(1 + (line % 5)),
    })),
  });
  const party = () => {
    const code = `N${sequence++}`;
    return {
      code,
      name: `Nouveau ${code}`,
      city: "Ville 1",
      email: `${code.toLowerCase()}@example.com`,
      phone: "+33123456789",
    };
  };
  return [
    {
      name: "create",
      product: () => post("/api/v1/party", party(), headers),
      baseline: () => post("/parties", party()),
    },
    {
      name: "create with 10 lines",
      product: (n) => post("/api/v1/sales_invoice", invoice(n), headers),
      baseline: (n) => post("/invoices", invoice(n)),
    },
    {
      name: "submit with 10 lines",
      needsDrafts: true,
      product: () => post(`/api/v1/sales_invoice/${drafts.product.pop()}/submit`, {}, headers),
      baseline: () => post(`/invoices/${drafts.baseline.pop()}/submit`, {}),
    },
  ];
}

/** Changes one field of one document after the other; `versions` remembers the version each has reached. */
export function updateCase(
  data: LoadedData,
  headers: Headers,
  versions: Readonly<Record<"product" | "baseline", Map<string, number>>>,
): Case {
  const next = (side: keyof typeof versions, id: string) => {
    const version = versions[side].get(id) ?? 1;
    versions[side].set(id, version + 1);
    return version;
  };
  // Never the same twice: an update that changes nothing writes nothing.
  const phone = () => `+331${String(sequence++).slice(-8)}`;
  return {
    name: "update",
    product: (n) => {
      const { id } = data.parties[n % data.parties.length]!;
      const version = next("product", id);
      return {
        method: "PATCH",
        path: `/api/v1/party/${id}`,
        headers: { ...headers, "if-match": `"${version}"` },
        body: JSON.stringify({ phone: phone() }),
      };
    },
    baseline: (n) => {
      const { id } = data.parties[n % data.parties.length]!;
      return {
        method: "PATCH",
        path: `/parties/${id}`,
        body: JSON.stringify({ phone: phone(), version: next("baseline", id) }),
      };
    },
  };
}
