import { describe, expect, test } from "@jest/globals";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import { currencyOfCell, type ReportRow } from "./report-cell-text.ts";
import { reportLines } from "./report-lines.ts";

const wording = { nameOf: ({ account }: ReportRow) => String(account), word: (kind: string) => kind };
const answer = (parts: Partial<ReportAnswer>) =>
  ({ rows: [], opening: null, groups: null, ...parts }) as unknown as ReportAnswer;
const group = (account: string, rows: number, more: object = {}) => {
  return {
    values: { account },
    opening: { debit: "1" },
    totals: { debit: "2" },
    row_count: rows,
    rows,
    begins: true,
    ends: true,
    ...more,
  };
};

describe("the lines of a report", () => {
  test("of groups are heading with opening, rows and total; what goes on beyond a page is not ended on it", () => {
    const rows = [{ debit: "a" }, { debit: "b" }, { debit: "c" }];
    const groups = [
      group("401", 1, { begins: false }),
      group("411", 0),
      group("512", 2, { ends: false, opening: null }),
    ];
    const lines = reportLines(answer({ rows, groups, opening: { debit: "9" } }), wording);
    expect(lines.map(({ $heading, debit }) => [$heading, debit])).toEqual([
      [undefined, "a"],
      ["totals 401", "2"],
      ["411 · opening", "1"],
      ["totals 411", "2"],
      ["512", undefined],
      [undefined, "b"],
      [undefined, "c"],
    ]);
  });

  test("without groups are the opening and the rows", () => {
    const lines = reportLines(answer({ rows: [{ debit: "a" }], opening: { debit: "9" } }), wording);
    expect(lines).toEqual([{ debit: "9", $kind: "opening", $heading: "opening" }, { debit: "a" }]);
  });

  test("have amounts in the currency their row tells, else the organization's", () => {
    const row = { $currencies: { amount: "XOF", none: null } };
    expect(["amount", "none", "other"].map((id) => currencyOfCell(row, id, "EUR"))).toEqual(["XOF", "EUR", "EUR"]);
  });
});
