import { createEnvironment } from "../create-environment.ts";
import { createScope } from "../create-scope.ts";
import type { Environment, ExprType, Scope } from "../types.ts";

const TEXT: ExprType = { kind: "text" };
const NUMBER: ExprType = { kind: "number" };
const MONEY: ExprType = { kind: "number", scale: 2 };
const INTEGER: ExprType = { kind: "number", scale: 0 };
const BOOLEAN: ExprType = { kind: "boolean" };
const DATE: ExprType = { kind: "date" };
const record = (doctype: string): ExprType => ({ kind: "record", doctype });
const listOf = (of: ExprType): ExprType => ({ kind: "list", of });

/** Fields of every record the fixture reaches. */
export const FIXTURE_FIELDS: Readonly<Record<string, Readonly<Record<string, ExprType>>>> = {
  order: {
    id: record("order"),
    customer: record("party"),
    supplier: record("party"),
    created_by: record("user"),
    issue_date: DATE,
    due_date: DATE,
    leap_day: DATE,
    created_at: { kind: "datetime" },
    opening: { kind: "time" },
    status: TEXT,
    note: TEXT,
    code: TEXT,
    emoji: TEXT,
    net_total: MONEY,
    vat: MONEY,
    rate: NUMBER,
    zero: NUMBER,
    discount: NUMBER,
    long_decimal: NUMBER,
    quantity: INTEGER,
    paid: BOOLEAN,
    confirmed: BOOLEAN,
    approved: BOOLEAN,
    tags: listOf(TEXT),
    labels: listOf(TEXT),
    extra: { kind: "json" },
    currency: TEXT,
    lines: listOf(record("order_line")),
    empty_lines: listOf(record("order_line")),
  },
  order_line: {
    id: record("order_line"),
    item: record("item"),
    tax: record("tax"),
    quantity: NUMBER,
    price: MONEY,
    delivered: BOOLEAN,
    note: TEXT,
    day: DATE,
    serials: listOf(TEXT),
  },
  party: {
    id: record("party"),
    name: TEXT,
    credit_limit: MONEY,
    is_blocked: BOOLEAN,
    payment_terms: record("terms"),
    parent: record("party"),
  },
  terms: { id: record("terms"), days: INTEGER },
  item: { id: record("item"), name: TEXT, weight: NUMBER },
  tax: { id: record("tax"), rate: NUMBER },
  user: { id: record("user"), email: TEXT, roles: listOf(TEXT) },
  organization: { name: TEXT },
  settings: { sales: record("sales_settings") },
  sales_settings: { discount: NUMBER },
  params: { from: DATE, threshold: NUMBER },
};

const fieldMaps = new Map(Object.entries(FIXTURE_FIELDS).map(([id, fields]) => [id, new Map(Object.entries(fields))]));

export const FIXTURE_SCOPE: Scope = createScope({
  document: "order",
  roots: {
    user: record("user"),
    organization: record("organization"),
    settings: record("settings"),
    params: record("params"),
  },
  fields: (id) => fieldMaps.get(id),
});

export const ACME_ID = "01900000-0000-7000-8000-00000000000a";
export const USER_ID = "01900000-0000-7000-8000-00000000000b";

const ACME = {
  id: ACME_ID,
  name: "ACME",
  credit_limit: null,
  is_blocked: false,
  payment_terms: { id: "01900000-0000-7000-8000-00000000000c", days: 30 },
  parent: null,
};

export const FIXTURE_DOCUMENT: Readonly<Record<string, unknown>> = {
  id: "01900000-0000-7000-8000-000000000001",
  customer: ACME,
  supplier: null,
  created_by: USER_ID,
  issue_date: "2026-01-31",
  due_date: null,
  leap_day: "2028-02-29",
  created_at: "2026-03-15T00:30:00.5+02:00",
  opening: "08:30",
  status: "unpaid",
  note: null,
  code: " \u00a0Été-42\t",
  emoji: "a😀é",
  net_total: "1234.50",
  vat: "246.90",
  rate: "3",
  zero: "0",
  discount: null,
  long_decimal: "0.00000000000000000007",
  quantity: 7,
  paid: false,
  confirmed: null,
  approved: true,
  tags: ["urgent", "export"],
  labels: null,
  extra: { anything: 1 },
  currency: "XOF",
  lines: [
    {
      id: "01900000-0000-7000-8000-000000000011",
      item: { id: "01900000-0000-7000-8000-000000000021", name: "Chaise", weight: "4.2" },
      tax: { id: "01900000-0000-7000-8000-000000000031", rate: "20" },
      quantity: "2",
      price: "10.05",
      delivered: true,
      note: "b",
      day: "2026-02-01",
      serials: ["s1", "s2"],
    },
    {
      id: "01900000-0000-7000-8000-000000000012",
      item: { id: "01900000-0000-7000-8000-000000000022", name: "Table", weight: null },
      tax: { id: "01900000-0000-7000-8000-000000000032", rate: "5.5" },
      quantity: "3",
      price: "0.10",
      delivered: null,
      note: null,
      day: null,
      serials: [],
    },
    {
      id: "01900000-0000-7000-8000-000000000013",
      item: null,
      tax: null,
      quantity: null,
      price: "7.00",
      delivered: true,
      note: "a",
      day: "2025-12-31",
    },
  ],
  empty_lines: [],
};

export const FIXTURE_ROOTS: Readonly<Record<string, unknown>> = {
  user: { id: USER_ID, email: "lea@example.com", roles: ["sales", "accountant"] },
  organization: { name: "Maison Léa" },
  settings: { sales: { discount: "2.5" } },
  params: { from: "2026-01-01", threshold: null },
};

export const FIXTURE_SESSION = {
  today: "2026-03-15",
  now: "2026-03-15T12:00:00.000Z",
  timeZone: "Pacific/Auckland",
  roles: new Set(["sales", "accountant"]),
};

/** The fixture's environment, with some of the document's values replaced. */
export function fixtureEnvironment(values: Readonly<Record<string, unknown>> = {}): Environment {
  return createEnvironment({
    document: { ...FIXTURE_DOCUMENT, ...values },
    roots: FIXTURE_ROOTS,
    ...FIXTURE_SESSION,
  });
}
