import { describe, expect, test } from "@jest/globals";
import { ACME_ID, FIXTURE_SCOPE, FIXTURE_SESSION } from "./cases/fixture.ts";
import { checkExpression } from "./check-expression.ts";
import { compileToSql } from "./compile-to-sql.ts";
import { createSqlTarget } from "./create-sql-target.ts";
import type { SqlExpression } from "./types.ts";

function translate(source: string): SqlExpression {
  const column = (path: readonly string[]): string => `t.${path.join("_")}`;
  return compileToSql(checkExpression(source, FIXTURE_SCOPE), createSqlTarget({ column, ...FIXTURE_SESSION }));
}

describe("Translation to SQL", () => {
  test.each([
    ["status == 'paid'", "(t.status = $1::text)", ["paid"]],
    ["status in ['a', 'b']", "(t.status in ($1::text, $2::text))", ["a", "b"]],
    ["net_total >= 100.50", "(t.net_total >= 100.5)", []],
    ["quantity > -1", "(t.quantity > (-1))", []],
    ["due_date == null", "(t.due_date is null)", []],
    ["due_date != null && !paid", "((t.due_date is not null) and (not t.paid))", []],
    [`customer == '${ACME_ID}'`, "(t.customer = $1::uuid)", [ACME_ID]],
    ["customer == 'nobody'", "(t.customer = $1::uuid)", ["00000000-0000-0000-0000-000000000000"]],
    ["customer == supplier", "(t.customer = t.supplier)", []],
    ["'urgent' in tags", "($1::text = any(t.tags))", ["urgent"]],
    ["status < 'b'", '(t.status < $1::text collate "C")', ["b"]],
    ["due_date < today()", "(t.due_date < $1::date)", ["2026-03-15"]],
    ["add_days(due_date, 30) < today()", expect.stringContaining("(t.due_date + 30::int)"), ["2026-03-15"]],
    ["has_role('sales') || paid", "(true or t.paid)", []],
    ["net_total + vat", "((t.net_total)::numeric + (t.vat)::numeric)", []],
    ["net_total * quantity", "((t.net_total)::numeric * (t.quantity)::numeric)", []],
    ["net_total * rate", "round((t.net_total)::numeric * (t.rate)::numeric, 20)", []],
    ["customer.name + '!'", "(coalesce(t.customer_name, '') || coalesce($1::text, ''))", ["!"]],
    ["paid ? 1 : null", "(case when t.paid then 1::numeric else null::numeric end)", []],
    ["[]", "array[]::text[]", []],
    ["status in []", "false", []],
  ])("leaves bare columns in comparisons, so that indexes serve, and makes texts parameters: %s", (source, text, values) => {
    const target = translate(source);
    expect(target.text).toEqual(text);
    const added = values.filter((value) => value !== FIXTURE_SESSION.today);
    expect(target.values).toEqual(added);
  });

  test("never writes a text of the source or of the session into the query", () => {
    const hostile = "'; drop table users; --";
    const { text, values } = translate(
      `status == "${hostile}" || contains(note, "${hostile}") || customer == "${hostile}"`,
    );
    expect(text).not.toContain("drop");
    expect(values).toContain(hostile);
  });

  test.each([
    "sum(lines, price) > 0",
    "count(lines) > 1",
    "any(lines, delivered)",
    "pad(1, quantity)",
    "round_money(net_total)",
  ])("refuses what only exists in memory, with the place: %s", (source) => {
    expect(() => translate(source)).toThrow(expect.objectContaining({ code: "EXPRESSION_NOT_TRANSLATABLE" }));
  });

  test("writes each argument once, so that nested calls grow no faster than the source", () => {
    const deep = (name: string): string => [`${name}(`.repeat(20), "status", ", 'a')".repeat(20)].join("");
    expect(translate(deep("coalesce")).text.length).toBeLessThan(2_000);
    const nested = `${"substring(".repeat(20)}status${", 1, quantity)".repeat(20)}`;
    expect(translate(nested).text.length).toBeLessThan(10_000);
    const dates = `${"add_months(".repeat(20)}issue_date${", quantity)".repeat(20)}`;
    expect(translate(dates).text.length).toBeLessThan(20_000);
  });
});
