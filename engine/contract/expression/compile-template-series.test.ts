import { describe, expect, test } from "@jest/globals";
import { FIXTURE_SCOPE, fixtureEnvironment } from "./cases/fixture.ts";
import { compileTemplateSeries } from "./compile-template-series.ts";

const render = (series: string, values?: Readonly<Record<string, unknown>>) =>
  compileTemplateSeries(series, FIXTURE_SCOPE).render(fixtureEnvironment(values));

describe("A number series", () => {
  test("puts its expressions around the padded counter", () => {
    const number = render("FA-{year(issue_date)}-{00000}");
    expect(number).toMatchObject({ prefix: "FA-2026-", suffix: "", digits: 5, key: "FA-2026-{00000}" });
    expect(number.format(7)).toBe("FA-2026-00007");
    expect(number.format(123_456n)).toBe("FA-2026-123456");
  });

  test("may have text and expressions after the counter, with quotes and braces in texts", () => {
    expect(render("{000}/{pad(month(issue_date), 2)}{'}' + status}").format(12)).toBe("012/01}unpaid");
  });

  test("counts each rendered key on its own", () => {
    const series = "{status}-{000}";
    expect(render(series, { status: "a" }).key).not.toBe(render(series, { status: "b" }).key);
  });

  test("tells which fields it reads", () => {
    const { expressions } = compileTemplateSeries("{customer.name}{year(issue_date)}{0}", FIXTURE_SCOPE);
    expect(expressions.flatMap((each) => each.paths)).toEqual([["customer", "name"], ["issue_date"]]);
  });

  test.each([
    "FA",
    "FA-{year(issue_date)}",
    "{000}-{000}",
    "{000",
    "000}",
    "{}{000}",
    "{'a}{000}",
  ])("needs exactly one counter and closed braces: %s", (series) => {
    expect(() => compileTemplateSeries(series, FIXTURE_SCOPE)).toThrow(
      expect.objectContaining({ code: "EXPRESSION_SERIES" }),
    );
  });

  test.each([
    ["{lines}{0}", "EXPRESSION_TYPE"],
    ["{customer}{0}", "EXPRESSION_TYPE"],
    ["{yer(issue_date)}{0}", "EXPRESSION_UNKNOWN_FUNCTION"],
  ])("refuses an expression that is no text, number or date: %s", (series, code) => {
    expect(() => compileTemplateSeries(series, FIXTURE_SCOPE)).toThrow(expect.objectContaining({ code }));
  });

  test.each([["{year(due_date)}-{000}"], ["{note}{000}"]])("never makes a number with a hole: %s", (series) => {
    expect(() => render(series)).toThrow(expect.objectContaining({ code: "EXPRESSION_SERIES_BLANK" }));
  });
});
