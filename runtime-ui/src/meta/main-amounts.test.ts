import { describe, expect, test } from "@jest/globals";
import type { Field } from "../../../engine/contract/types/index.ts";
import type { ColumnSpec } from "./columns.ts";
import { mainAmounts } from "./main-amounts.ts";

const label = { fr: "x", en: "x" };
const column = (path: string, field: object): ColumnSpec => ({
  path,
  label,
  steps: [label],
  field: { label, ...field } as Field,
  doctype: "bill",
  isSystem: false,
});
const day = column("day", { type: "date" });
const net = column("net", { type: "money" });
const gross = column("gross", { type: "money" });
const ratio = column("ratio", { type: "computed", result: "money", expression: "net / 2" });
const due = column("due", { type: "computed", result: "money", balance: { ledger: "open", measure: "open" } });
const paths = (columns: readonly ColumnSpec[]) => columns.map(({ path }) => path);

describe("the amounts a document is known by", () => {
  test("are what it comes to and what is open of it; those on the way give room", () => {
    const { total, open, without } = mainAmounts([day, net, gross, due, ratio]);
    expect([total, open, paths(without)]).toEqual([gross, due, ["day", "gross", "due"]]);
  });

  test("may be one alone, or none", () => {
    expect(mainAmounts([day, due])).toEqual({ total: undefined, open: due, without: [day, due] });
    expect(mainAmounts([ratio])).toEqual({ total: ratio, open: undefined, without: [ratio] });
    expect(mainAmounts([day])).toEqual({ total: undefined, open: undefined, without: [day] });
  });
});
