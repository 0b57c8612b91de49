import { describe, expect, test } from "@jest/globals";
import { Decimal } from "../../kernel/index.ts";
import { FIXTURE_FIELDS, FIXTURE_SCOPE, FIXTURE_SESSION, fixtureEnvironment } from "./cases/fixture.ts";
import { checkExpression } from "./check-expression.ts";
import { compileExpression } from "./compile-expression.ts";
import { createEnvironment } from "./create-environment.ts";
import { createScope } from "./create-scope.ts";
import { formatValue } from "./format-value.ts";
import type { Value } from "./types.ts";

function evaluate(source: string, values: Readonly<Record<string, unknown>> = {}): Value {
  return compileExpression(checkExpression(source, FIXTURE_SCOPE))(fixtureEnvironment(values));
}

describe("A compiled expression", () => {
  test("can be called again and again, each time with the environment given", () => {
    const compiled = compileExpression(checkExpression("net_total > 100", FIXTURE_SCOPE));
    expect(compiled(fixtureEnvironment({ net_total: "100.01" }))).toBe(true);
    expect(compiled(fixtureEnvironment({ net_total: "100.00" }))).toBe(false);
    expect(compiled(fixtureEnvironment({ net_total: null }))).toBeNull();
  });

  test("takes numbers as decimal text, number or Decimal", () => {
    for (const value of ["12.5", 12.5, new Decimal("12.5")])
      expect(evaluate("net_total == 12.5", { net_total: value })).toBe(true);
  });

  test("reads the fields of the row it stands in, and the document as doc", () => {
    const fields = new Map(Object.entries(FIXTURE_FIELDS).map(([id, of]) => [id, new Map(Object.entries(of))]));
    const scope = createScope({ document: "order", row: "order_line", fields: (id) => fields.get(id) });
    const compiled = compileExpression(checkExpression("quantity * price + doc.quantity", scope));
    const row = { quantity: "2", price: "1.50" };
    const value = compiled(createEnvironment({ document: { quantity: 7 }, row, ...FIXTURE_SESSION }));
    expect(formatValue({ kind: "number" }, value)).toBe("10");
  });

  test.each([
    ["net_total + 1", { net_total: "12,5" }],
    ["net_total + 1", { net_total: Number.NaN }],
    ["net_total + 1", { net_total: {} }],
    ["status", { status: 7 }],
    ["paid", { paid: "true" }],
    ["issue_date", { issue_date: "2026-02-30" }],
    ["created_at", { created_at: "2026-01-01" }],
    ["opening", { opening: "25:00" }],
    ["tags", { tags: "urgent" }],
    ["customer", { customer: [] }],
    ["count(lines)", { lines: {} }],
    ["sum(lines, price)", { lines: [null] }],
  ])("refuses a value that is not of the field's type: %s", (source, values) => {
    expect(() => evaluate(source, values)).toThrow(expect.objectContaining({ code: "EXPRESSION_VALUE_INVALID" }));
  });

  test("refuses to read fields of a link that was not loaded rather than take them for empty", () => {
    expect(() => evaluate("customer.name", { customer: "01900000-0000-7000-8000-00000000000a" })).toThrow(
      expect.objectContaining({ code: "EXPRESSION_LINK_NOT_LOADED", params: { path: "customer.name" } }),
    );
  });

  test("reads own properties only: what a prototype holds does not exist", () => {
    const customer = Object.create({ name: "inherited" }) as object;
    expect(evaluate("customer.name", { customer })).toBeNull();
    const document = Object.create({ status: "inherited" }) as Record<string, unknown>;
    const compiled = compileExpression(checkExpression("status", FIXTURE_SCOPE));
    expect(compiled(createEnvironment({ document, ...FIXTURE_SESSION }))).toBeNull();
  });

  test("stops after a bounded number of steps", () => {
    const lines = Array.from({ length: 2_000 }, () => ({ price: "1" }));
    expect(() => evaluate("sum(lines, sum(doc.lines, price))", { lines })).toThrow(
      expect.objectContaining({ code: "EXPRESSION_STEPS" }),
    );
    expect(formatValue({ kind: "number" }, evaluate("sum(lines, price)", { lines }))).toBe("2000");
  });

  test("counts long texts as steps", () => {
    const status = "x".repeat(900_000);
    const source = `length(${"upper(".repeat(20)}status${")".repeat(20)})`;
    expect(() => evaluate(source, { status })).toThrow(expect.objectContaining({ code: "EXPRESSION_STEPS" }));
  });

  test.each([
    ["long texts", "status + status", { status: "x".repeat(600_000) }],
    ["large numbers", "net_total * net_total", { net_total: "1".padEnd(25, "0") }],
    ["large sums", "net_total + net_total", { net_total: "9".repeat(40) }],
    ["large quotients", "net_total / 0.00000000000000000001", { net_total: "1".padEnd(25, "0") }],
  ])("refuses to make %s without bound", (_what, source, values) => {
    expect(() => evaluate(source, values)).toThrow(expect.objectContaining({ code: "EXPRESSION_OVERFLOW" }));
  });

  test("says nothing of a row without an id when it is compared", () => {
    expect(evaluate("any(lines, id == 'x')", { lines: [{ price: "1" }] })).toBeNull();
  });
});
