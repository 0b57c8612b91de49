import { describe, expect, test } from "@jest/globals";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import { chartOption } from "./chart-option.ts";

const label = { fr: "Ventes", en: "Sales" };
const look = {
  language: "en",
  currency: "EUR",
  isDark: false,
  accent: "#3f4fd1",
  localize: (text: { readonly en: string } | undefined) => text?.en ?? "",
} as const;
const COLUMNS = [
  { id: "month", type: "text", label },
  { id: "shop", type: "text", label },
  { id: "sales", type: "money", label },
];
const row = (month: string, sales: string | null, currency?: string, shop?: string) => {
  return { month, sales, shop, ...(currency && { $currencies: { sales: currency } }) };
};

interface Drawn {
  readonly xAxis?: { readonly data: readonly string[] };
  readonly series: readonly {
    readonly type: string;
    readonly name: string;
    readonly data: readonly unknown[];
    readonly tooltip: { readonly valueFormatter: (value: unknown) => string };
  }[];
}

function draw(chart: object, ...rows: readonly object[]): Drawn {
  const answer = { columns: COLUMNS, rows, chart: { type: "bar", x: "month", y: ["sales"], ...chart } };
  return chartOption(answer as unknown as ReportAnswer, look) as unknown as Drawn;
}

describe("a chart", () => {
  const MIXED = [row("Jan", "10", "EUR"), row("Jan", "700", "XOF"), row("Feb", "5", "EUR")];

  test("has a series for each currency, and each of its figures is read in it", () => {
    const { xAxis, series } = draw({}, ...MIXED);
    expect(xAxis?.data).toEqual(["Jan", "Feb"]);
    expect(series.map(({ name, data }) => [name, data])).toEqual([
      ["Sales · EUR", [10, 5]],
      ["Sales · XOF", [700, null]],
    ]);
    const read = series.map(({ tooltip, data }) => tooltip.valueFormatter(data[0]));
    expect(read[0]).toContain("€10.00");
    expect(read[1]).toMatch(/CFA.*700$/);
  });

  test("of slices is one of bars where there are two currencies: they make no whole", () => {
    expect(draw({ type: "pie" }, ...MIXED).series.map(({ type }) => type)).toEqual(["bar", "bar"]);
    expect(draw({ type: "pie" }, row("Jan", "10"), row("Feb", "5")).series).toMatchObject([
      {
        type: "pie",
        data: [
          { name: "Jan", value: 10 },
          { name: "Feb", value: 5 },
        ],
      },
    ]);
  });

  test("has a series for each value of its dimension", () => {
    const { series } = draw({ series: "shop" }, row("Jan", "1", "EUR", "North"), row("Jan", "2", "EUR", "South"));
    expect(series.map(({ name, data }) => [name, data])).toEqual([
      ["North", [1]],
      ["South", [2]],
    ]);
  });

  test("adds nothing up: rows of one place stand side by side, and no figure is not nought", () => {
    const { xAxis, series } = draw({}, row("Jan", "1"), row("Jan", "2"), row("Feb", null));
    expect(xAxis?.data).toEqual(["Jan", "Jan", "Feb"]);
    expect(series.map(({ name, data }) => [name, data])).toEqual([["Sales", [1, 2, null]]]);
  });
});
