import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../../kernel/index.ts";
import { compileListQuery, type ListQuery, type ListResult } from "../index.ts";
import { type ClubDatabase, createClubDatabase } from "./club-database.ts";
import { clubRegistry } from "./club-registry.ts";
import { readAccess } from "./read-access.ts";

const label = { fr: "x", en: "x" };
const field = (type: string, more: object = {}) => ({ type, label, ...more });
const document = (id: string, fields: object, more: object = {}) => {
  return { id, label, kind: "document", title: "code", fields, ...more };
};
const registry = clubRegistry({
  "club/doctypes/coin": document("coin", { code: field("text", { required: true }) }),
  "club/doctypes/measure": document("measure", { code: field("text"), sign: field("text") }),
  "club/doctypes/sale": document(
    "sale",
    {
      code: field("text"),
      coin: field("link", { to: "coin" }),
      measure: field("link", { to: "measure" }),
      coin_code: field("text"),
      price: field("money", { currency: "coin" }),
      left: field("computed", { result: "money", currency: "coin_code", expression: "price / 2" }),
      weight: field("quantity", { unit: "measure.sign", scale: 3 }),
      own: field("money"),
      pieces: field("integer"),
      of: field("link", { to: "sale" }),
    },
    { lifecycle: "submittable" },
  ),
});
const [DOLLAR, FRANC, KILO, PIECE, FIRST] = [newId(), newId(), newId(), newId(), newId()];

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "query-totals");
  await club.insertTogether([
    [
      "coin",
      [
        { id: DOLLAR, code: "USD" },
        { id: FRANC, code: "XOF" },
      ],
    ],
    [
      "measure",
      [
        { id: KILO, sign: "kg" },
        { id: PIECE, sign: "piece" },
      ],
    ],
  ]);
  const sale = (docstatus: string, more: object) => ({ id: newId(), docstatus, ...more });
  await club.insert("sale", [
    sale("submitted", {
      id: FIRST,
      coin: DOLLAR,
      coin_code: "USD",
      price: "1.10",
      measure: KILO,
      weight: "2.5",
      own: "3",
      pieces: 1,
    }),
    sale("submitted", { coin: DOLLAR, coin_code: "USD", price: "2.20", measure: PIECE, weight: "4", pieces: 2 }),
    sale("submitted", { coin: FRANC, coin_code: "XOF", price: "500", measure: KILO, weight: "1", of: FIRST }),
    sale("submitted", { price: "7", weight: "9", of: FIRST }),
    sale("draft", { coin: DOLLAR, coin_code: "USD", price: "40", pieces: 4 }),
    sale("cancelled", { coin: FRANC, coin_code: "XOF", price: "800" }),
    sale("draft", { coin: FRANC, coin_code: "XOF" }),
  ]);
});
afterAll(() => club?.drop());

/** Read by somebody who may not read currencies and units themselves. */
const list = (query: Partial<ListQuery>) => {
  const access = readAccess(registry, "sale", { sale: {} });
  const statement = compileListQuery(registry, "sale", { limit: 1, fields: ["id"], ...query }, access);
  return club.answer<ListResult>(statement).then(({ totals }) => totals);
};
/** Sums of a field, their zeros aside. */
const told = async (name: string, query: Partial<ListQuery> = {}) =>
  (await list({ ...query, totals: [name] }))?.[name]?.map((one) => [
    one.docstatus,
    one.unit,
    one.count,
    Number(one.sum),
  ]);

test("a total is told for each currency and each state of documents, never over several; an amount without one is the organization's", async () => {
  expect(await told("price")).toEqual([
    ["submitted", "EUR", 1, 7],
    ["submitted", "USD", 2, 3.3],
    ["submitted", "XOF", 1, 500],
    ["draft", "USD", 1, 40],
    ["cancelled", "XOF", 1, 800],
  ]);
  expect(await told("left")).toContainEqual(["submitted", "USD", 2, 1.65]);
  expect(await told("own")).toEqual([["submitted", "EUR", 1, 3]]);
  expect(await list({ totals: ["pieces", "own"] })).toMatchObject({
    own: [{ sum: expect.stringMatching(/^3(\.0+)?$/) }],
    pieces: [
      { docstatus: "submitted", unit: null, count: 2, sum: 3 },
      { docstatus: "draft", unit: null, count: 1, sum: 4 },
    ],
  });
});

test("quantities are added for each unit on its own", async () => {
  expect(await told("weight")).toEqual([
    ["submitted", null, 1, 9],
    ["submitted", "kg", 2, 3.5],
    ["submitted", "piece", 1, 4],
  ]);
});

test("totals are of the selection, and over a link of what it leads to; nothing adds up to nothing", async () => {
  const filter = { field: "docstatus", op: "eq", value: "submitted" } as const;
  expect(await told("pieces", { filter })).toEqual([["submitted", null, 2, 3]]);
  expect(await told("of.price")).toEqual([["submitted", "USD", 2, 2.2]]);
  expect(await told("price", { where: ["code == 'none'"] })).toEqual([]);
});
