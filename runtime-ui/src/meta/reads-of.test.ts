import { describe, expect, test } from "@jest/globals";
import type { Field } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { orderMeta } from "../form/testing/order-meta.ts";
import { fieldText } from "../format/field-text.ts";
import { availableColumns, readsOf, resolveColumn } from "./columns.ts";

const label = { fr: "x", en: "x" };

/** Orders in a currency of their own, of buyers who have one too. */
function currencyMeta(): MetaAnswer {
  const meta = orderMeta();
  const withCurrency = (id: string, money: string) => {
    const doctype = meta.doctypes[id]!;
    const amount = { ...doctype.fields[money]!, currency: "code" } as Field;
    return { ...doctype, fields: { ...doctype.fields, [money]: amount, code: { type: "text", label } as Field } };
  };
  const changed = { order: withCurrency("order", "total"), buyer: withCurrency("buyer", "open") };
  return { ...meta, doctypes: { ...meta.doctypes, ...changed } };
}

describe("what is asked for a column", () => {
  const meta = currencyMeta();
  const columns = (...paths: readonly string[]) => paths.map((path) => resolveColumn(meta, "order", path)!);

  test("an amount comes with its currency, over links too, and a link with its title", () => {
    expect(readsOf(meta, columns("buyer", "day", "total", "buyer.open"))).toEqual({
      fields: ["buyer", "day", "total", "buyer.open", "code", "buyer.code"],
      expand: ["buyer"],
    });
  });

  test("each amount is shown in its own", () => {
    const row = { total: "201.00", code: "XOF", "buyer.open": "5.00", "buyer.code": "USD" };
    const texts = columns("total", "buyer.open").map(({ field, path }) =>
      fieldText({ meta, language: "en" }, field, path, row),
    );
    expect(texts.map((text) => text.replace(/\s/g, " "))).toEqual(["F CFA 201", "US$5.00"]);
  });
});

test("no two columns offered read the same, a status of the document's own beside the engine's included", () => {
  const meta = orderMeta();
  const order = meta.doctypes["order"]!;
  const named = (fr: string, en: string) => ({ type: "text", label: { fr, en } }) as Field;
  const docstatus = resolveColumn(meta, "order", "docstatus")!.label;
  const fields = { status: named(docstatus.fr, docstatus.en), day: named("Jour", "Day") };
  const columns = availableColumns({ ...meta, doctypes: { order: { ...order, fields } } }, "order");
  const labels = columns.map(({ label: { fr } }) => fr);
  expect(new Set(labels).size).toBe(labels.length);
});
