import type { LoadedData } from "../data/load-data.ts";
import type { HttpRequest } from "../load/http-connection.ts";
import type { Headers } from "../world.ts";
import { type Case, pick, today } from "./case.ts";

const COLUMNS = "code,name,city,email,phone,is_customer,is_active,version,updated_at";

/** Reads: lists, pages, documents, search and the trial balance. */
export function readCases(data: LoadedData, headers: Headers): Case[] {
  const get = (path: string): HttpRequest => ({ method: "GET", path, headers });
  const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  return [
    {
      key: "list",
      name: "list, filtered and sorted",
      product: (n) =>
        get(
          `/api/v1/party?fields=${COLUMNS}&sort=name&limit=50&filter=${json({ field: "city", op: "eq", value: pick(data.cities, n) })}`,
        ),
      baseline: (n) => get(`/parties?city=${encodeURIComponent(pick(data.cities, n))}`),
    },
    {
      key: "deep-page",
      name: "deep page",
      product: (n) =>
        get(`/api/v1/party?fields=${COLUMNS}&sort=name&limit=50&cursor=${cursorAfter(pick(data.parties, n))}`),
      baseline: (n) => {
        const party = pick(data.parties, n);
        return get(`/parties?after=${encodeURIComponent(party.name)}&after_id=${party.id}`);
      },
    },
    {
      key: "get",
      name: "get",
      product: (n) => get(`/api/v1/party/${pick(data.parties, n).id}`),
      baseline: (n) => get(`/parties/${pick(data.parties, n).id}`),
    },
    {
      key: "get-lines",
      name: "get with 10 lines",
      product: (n) => get(`/api/v1/sales_invoice/${pick(data.invoices, n)}`),
      baseline: (n) => get(`/invoices/${pick(data.invoices, n)}`),
    },
    {
      key: "search",
      name: "search",
      product: (n) =>
        get(`/api/v1/party?fields=${COLUMNS}&sort=name&limit=20&search=${pick(data.parties, n).name.split(" ")[0]}`),
      baseline: (n) => get(`/parties?q=${pick(data.parties, n).name.split(" ")[0]}`),
    },
    {
      key: "trial-balance",
      name: "trial balance",
      product: () => get(`/api/v1/reports/trial_balance?from=${yearStart()}&to=${today()}`),
      baseline: () => get(`/trial-balance?from=${yearStart()}&to=${today()}`),
    },
  ];
}

/** The cursor the product hands out behind a row of a list sorted by name. */
const cursorAfter = ({ id, name }: { readonly id: string; readonly name: string }) =>
  Buffer.from(JSON.stringify(["party name", name, id])).toString("base64url");

const yearStart = () => `${today().slice(0, 4)}-01-01`;
