import { describe, expect, test } from "@jest/globals";
import { figureText, type PostingColumns, shapeOf, sumText } from "./posting-figures.ts";

const column = (type: PostingColumns[string]["type"], is_measure: boolean, currency?: string) => {
  const is_balanced = is_measure && type === "money";
  return { label: { fr: "x", en: "x" }, type, is_measure, is_balanced, ...(currency !== undefined && { currency }) };
};

const columns: PostingColumns = {
  account: column("link", false),
  rate: column("percent", false),
  currency: column("text", false),
  debit: column("money", true),
  foreign: column("money", true, "currency"),
  quantity: column("decimal", true),
};
const figures = { columns, currency: "EUR", language: "en" } as const;

describe("figures of a posting", () => {
  test("a number that says what an entry is about is no figure; a figure that is nought everywhere is left out", () => {
    const entries = [
      { account: "a", rate: "20.000", debit: "5.00", foreign: "0", quantity: "0" },
      { account: "b", rate: "5.500", debit: "0", foreign: "0", quantity: "0" },
    ];
    expect(shapeOf(entries, columns)).toEqual({ shared: [], dimensions: ["account", "rate"], measures: ["debit"] });
  });

  test("an amount has the decimals of its own entry's currency, and so has its sum", () => {
    const entries = [
      { currency: "XOF", foreign: "201", debit: "0.31" },
      { currency: "XOF", foreign: "-1", debit: "0" },
    ];
    expect(entries.map((entry) => figureText(figures, "foreign", entry))).toEqual(["201", "-1"]);
    expect(sumText(figures, "foreign", entries)).toBe("200");
    expect(sumText(figures, "debit", entries)).toBe("0.31");
  });

  test("amounts of several currencies have no sum", () => {
    const entries = [
      { currency: "XOF", foreign: "201" },
      { currency: "USD", foreign: "3.5" },
    ];
    expect(figureText(figures, "foreign", entries[1]!)).toBe("3.50");
    expect(sumText(figures, "foreign", entries)).toBe("");
  });

  test("what need not agree with another figure has no sum: it may be of unlike things", () => {
    expect(sumText(figures, "quantity", [{ quantity: "3" }, { quantity: "7" }])).toBe("");
  });

  test("a quantity is written without decimals it does not need", () => {
    expect(figureText(figures, "quantity", { quantity: "3.000" })).toBe("3");
  });
});
