import { describe, expect, test } from "@jest/globals";
import { isPerfexError, type PerfexError } from "../../kernel/index.ts";
import { FIXTURE_FIELDS, FIXTURE_SCOPE } from "./cases/fixture.ts";
import { checkExpression } from "./check-expression.ts";
import { createScope } from "./create-scope.ts";
import type { ExprType, Scope } from "./types.ts";

function refusal(source: string, scope: Scope = FIXTURE_SCOPE, expected?: ExprType): PerfexError {
  try {
    checkExpression(source, scope, expected);
  } catch (error) {
    if (isPerfexError(error)) return error;
    throw error;
  }
  throw new RangeError(`${source} was accepted`);
}

const sorted = (paths: readonly (readonly string[])[]): string[] => paths.map((path) => path.join(".")).sort();

describe("Checking refuses, with the place,", () => {
  test.each([
    ["custmer.name", "EXPRESSION_UNKNOWN_NAME", 0, "customer"],
    ["customer.nme", "EXPRESSION_UNKNOWN_FIELD", 9, "name"],
    ["1 + sumn(lines, price)", "EXPRESSION_UNKNOWN_FUNCTION", 4, "sum"],
    ["sum(lines, pric)", "EXPRESSION_UNKNOWN_NAME", 11, "price"],
    ["today", "EXPRESSION_UNKNOWN_NAME", 0, "today(…)"],
    ["user.rolse", "EXPRESSION_UNKNOWN_FIELD", 5, "roles"],
  ])("a misspelt name, saying what may be meant: %s", (source, code, start, suggestion) => {
    const error = refusal(source);
    expect(error).toMatchObject({ code, data: { start, suggestion } });
    expect(error.text.fr).toContain(`Vouliez-vous dire « ${suggestion} » ?`);
    expect(error.text.en).toContain(`Did you mean “${suggestion}”?`);
  });

  test.each([
    ["brouillon", "in quotes: 'brouillon'"],
    ["paid = true", "equality is written “==”"],
  ])("what other languages would take, saying how it is written here: %s", (source, advice) => {
    expect(refusal(source).text.en).toContain(advice);
  });

  test.each([
    ["constructor", "EXPRESSION_UNKNOWN_NAME"],
    ["toString", "EXPRESSION_UNKNOWN_NAME"],
    ["customer.constructor", "EXPRESSION_UNKNOWN_FIELD"],
    ["customer.__proto__", "EXPRESSION_UNKNOWN_FIELD"],
    ["customer.hasOwnProperty", "EXPRESSION_UNKNOWN_FIELD"],
    ["__proto__", "EXPRESSION_SYNTAX"],
    ["constructor('x')", "EXPRESSION_UNKNOWN_FUNCTION"],
    ["toString()", "EXPRESSION_UNKNOWN_FUNCTION"],
    ["globalThis.process", "EXPRESSION_UNKNOWN_NAME"],
    ["matches(status, '(a+)+')", "EXPRESSION_UNKNOWN_FUNCTION"],
    ["status.matches('(a+)+')", "EXPRESSION_UNSUPPORTED"],
    ["tags.map(x, x)", "EXPRESSION_UNSUPPORTED"],
    ["has(customer.name)", "EXPRESSION_UNKNOWN_FUNCTION"],
    ["cel.bind(x, 1, x)", "EXPRESSION_UNSUPPORTED"],
    ["tags[0]", "EXPRESSION_UNSUPPORTED"],
    ["{'a': 1}", "EXPRESSION_UNSUPPORTED"],
    ["(paid ? customer : supplier).name", "EXPRESSION_UNSUPPORTED"],
    ["first(lines, item).name", "EXPRESSION_UNSUPPORTED"],
  ])("what would leave the language: %s", (source, code) => {
    expect(refusal(source).code).toBe(code);
  });

  test.each([
    ["", 0],
    ["   ", 3],
    ["1 +", 3],
    ["(1", 2],
    ["'abc", 0],
    ["a b", 2],
    ["1 = 1", 2],
    ["price & 1", 6],
    ["'\\q'", 1],
    ["été", 0],
    ["while", 0],
  ])("bad writing: %s", (source, start) => {
    const error = refusal(source);
    expect(error.code).toBe("EXPRESSION_SYNTAX");
    expect(error.data).toMatchObject({ start });
    expect(error.text.fr).not.toMatch(/\{\w+\}/);
    expect(error.text.en).not.toMatch(/\{\w+\}/);
  });

  test.each([
    ["1e3"],
    ["0x1F"],
    ["7u"],
    ["0.123456789012345678901"],
    ["12345678901234567890123456789012345678901"],
    ["b'abc'"],
    ["'\\u0000'"],
    ["'\ud83d'"],
    ["date('2026-02-30')"],
    ["date('tomorrow')"],
    ["number('1,5')"],
  ])("a literal that would lose digits or cannot be stored: %s", (source) => {
    expect(refusal(source).code).toBe("EXPRESSION_LITERAL_INVALID");
  });

  test.each([
    ["status + 1", 9, "il faut un texte, mais c'est un nombre. Écrivez text(…)."],
    ["status * 2", 0, "il faut un nombre, mais c'est un texte. Écrivez number(…)."],
    ["issue_date + 30", 0, "add_days(date, jours)"],
    ["issue_date < '2026-01-01'", 13, "il faut une date, mais c'est un texte. Écrivez date(…)."],
    ["created_at < today()", 13, "il faut une date avec heure, mais c'est une date"],
    ["paid < approved", 0, "il faut un nombre, un texte, une date ou une heure"],
    ["net_total && paid", 0, "il faut vrai ou faux, mais c'est un nombre"],
    ["!status", 1, "il faut vrai ou faux"],
    ["paid ? 1 : 'a'", 11, "il faut un nombre, mais c'est un texte"],
    ["net_total ? 1 : 2", 0, "il faut vrai ou faux"],
    ["status in ['a', 1]", 16, "il faut un texte, mais c'est un nombre"],
    ["status in status", 10, "il faut une liste"],
    ["1 in tags", 0, "il faut un texte, mais c'est un nombre"],
    ["customer in lines", 0, "il faut"],
    ["customer == 1", 12, "il faut un document « party », mais c'est un nombre"],
    ["customer == created_by", 12, "il faut un document « party », mais c'est un document « user »"],
    ["extra == extra", 9, "des données JSON"],
    ["tags == tags", 8, "une liste"],
    ["lines + 1", 0, "Résumez la liste"],
    ["lines.price", 6, "il faut un document, mais c'est une liste. Résumez la liste"],
    ["net_total.x", 10, "il faut un document, mais c'est un nombre"],
    ["sum(net_total, 1)", 4, "il faut un champ tableau ou liste"],
    ["sum(tags, 1)", 4, "il faut un champ tableau"],
    ["sum(lines, note)", 11, "il faut un nombre, mais c'est un texte"],
    ["any(lines, price)", 11, "il faut vrai ou faux"],
    ["upper(net_total)", 6, "il faut un texte, mais c'est un nombre. Écrivez text(…)."],
    ["coalesce(net_total, 'a')", 20, "il faut un nombre, mais c'est un texte"],
    ["[1, 'a']", 4, "il faut un nombre, mais c'est un texte"],
    ["text(tags)", 5, "un texte ou un nombre"],
    ["-status", 1, "il faut un nombre, mais c'est un texte"],
  ])("a value of the wrong type: %s", (source, start, words) => {
    const error = refusal(source);
    expect(error.code).toBe("EXPRESSION_TYPE");
    expect(error.data).toMatchObject({ start });
    expect(error.text.fr).toContain(words);
  });

  test.each([
    ["round()", "round(x[, decimals])"],
    ["round(1, 2, 3)", "round(x[, decimals])"],
    ["sum(lines)", "sum(list, expression)"],
    ["count()", "count(list[, expression])"],
    ["coalesce(1)", "coalesce(a, b, …)"],
    ["today(1)", "today()"],
    ["substring('a')", "substring(text, start[, length])"],
    ["has_role(status)", 'has_role("role_id")'],
  ])("a call with the wrong arguments, saying how it is written: %s", (source, usage) => {
    expect(refusal(source)).toMatchObject({ code: "EXPRESSION_ARGUMENTS", params: { usage } });
  });

  test.each([
    ["a source of more than 4,000 characters", "1".repeat(4_001)],
    ["a tree of more than 1,000 nodes", `[${"1,".repeat(1_001)}1]`],
    ["a chain nested more than 200 deep", `1${"+1".repeat(250)}`],
    ["parentheses nested more than 200 deep", `${"(".repeat(300)}1${")".repeat(300)}`],
    ["more than 1,000 negations", `${"!".repeat(1_500)}paid`],
    ["list functions more than three deep", "sum(lines, sum(doc.lines, sum(doc.lines, sum(doc.lines, 1))))"],
  ])("%s", (_what, source) => {
    expect(refusal(source).code).toBe("EXPRESSION_TOO_LARGE");
  });

  test("a result that does not fit where the expression stands", () => {
    expect(refusal("status", FIXTURE_SCOPE, { kind: "boolean" }).code).toBe("EXPRESSION_TYPE");
    expect(refusal("supplier", FIXTURE_SCOPE, { kind: "record", doctype: "user" }).code).toBe("EXPRESSION_TYPE");
    expect(refusal("[1]", FIXTURE_SCOPE, { kind: "list", of: { kind: "text" } }).code).toBe("EXPRESSION_TYPE");
  });
});

describe("Checking tells", () => {
  test("the type of the result, taking the expected one for null", () => {
    expect(checkExpression("net_total * rate", FIXTURE_SCOPE).type).toEqual({ kind: "number" });
    expect(checkExpression("net_total * quantity", FIXTURE_SCOPE).type).toEqual({ kind: "number", scale: 2 });
    expect(checkExpression("null", FIXTURE_SCOPE, { kind: "date" }).type).toEqual({ kind: "date" });
    expect(checkExpression("'id'", FIXTURE_SCOPE, { kind: "record", doctype: "party" }).type).toEqual({ kind: "text" });
  });

  test("every path that is read, through links and inside rows, without repeats", () => {
    const { paths, rowPaths, roots } = checkExpression(
      "sum(lines, quantity * tax.rate + doc.net_total) + customer.payment_terms.days * customer.payment_terms.days",
      FIXTURE_SCOPE,
    );
    expect(sorted(paths)).toEqual([
      "customer.payment_terms.days",
      "doc.net_total",
      "lines",
      "lines.quantity",
      "lines.tax.rate",
    ]);
    expect(rowPaths).toEqual([]);
    expect([...roots].sort()).toEqual(["customer", "doc", "lines"]);
  });

  test("which part of the session is read", () => {
    const uses = (source: string) => {
      const { usesToday, usesNow, usesRoles } = checkExpression(source, FIXTURE_SCOPE);
      return { usesToday, usesNow, usesRoles };
    };
    expect(uses("issue_date < today()")).toEqual({ usesToday: true, usesNow: false, usesRoles: false });
    expect(uses("created_at < now()")).toEqual({ usesToday: false, usesNow: true, usesRoles: false });
    expect(uses("has_role('sales')")).toEqual({ usesToday: false, usesNow: false, usesRoles: true });
    expect(uses("paid")).toEqual({ usesToday: false, usesNow: false, usesRoles: false });
  });
});

describe("An expression of a row", () => {
  const fields = new Map(Object.entries(FIXTURE_FIELDS).map(([id, of]) => [id, new Map(Object.entries(of))]));
  const rowScope = createScope({ document: "order", row: "order_line", fields: (id) => fields.get(id) });

  test("sees the row's fields before the document's, which stay within reach as doc", () => {
    const checked = checkExpression("quantity * price + doc.quantity + net_total + tax.rate", rowScope);
    expect(sorted(checked.rowPaths)).toEqual(["price", "quantity", "tax.rate"]);
    expect(sorted(checked.paths)).toEqual(["doc.quantity", "net_total"]);
  });

  test("suggests the row's fields and the document's", () => {
    expect(refusal("pric", rowScope).data).toMatchObject({ suggestion: "price" });
    expect(refusal("net_totl", rowScope).data).toMatchObject({ suggestion: "net_total" });
  });
});
