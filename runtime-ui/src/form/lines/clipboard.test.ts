import { describe, expect, test } from "@jest/globals";
import { parseClipboard } from "./clipboard.ts";

describe("a block from a spreadsheet", () => {
  test("is rows of cells", () => {
    expect(parseClipboard("a\tb\r\nc\td\r\n")).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  test("keeps tabs, line breaks and quotes inside quoted cells", () => {
    expect(parseClipboard('"two\nlines"\t"say ""hi"""\tplain "x"')).toEqual([["two\nlines", 'say "hi"', 'plain "x"']]);
  });

  test("keeps empty cells in their place", () => {
    expect(parseClipboard("\t\tz")).toEqual([["", "", "z"]]);
  });
});
