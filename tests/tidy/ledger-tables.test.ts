import { expect, test } from "@jest/globals";
import { codeOf, productFiles } from "./support/sources.ts";

const LIST = "engine/contract/kinds/ledger/ledger-tables.ts";

/** A table made up from a ledger's name, or taken apart to find it. */
const TABLE_NAME = /["'`/^]ledger_(?!\w)|["'`}+]__(guard|rollup)\b|\(guard\|rollup\)/;
/** The columns of an entry in a row. */
const ENTRY = /"posting",\s*"line",\s*"date"|"document_type",\s*"document_id",\s*"document_number"/;

test("what a ledger's tables are called, and which columns its entries have, is said once", () => {
  const isSpelled = (file: string) => TABLE_NAME.test(codeOf(file)) || ENTRY.test(codeOf(file));
  expect(isSpelled(LIST)).toBe(true);
  expect(ENTRY.test('["id", "posting", "line", "date"]')).toBe(true);
  expect(productFiles.filter((file) => file !== LIST && isSpelled(file))).toEqual([]);
});
