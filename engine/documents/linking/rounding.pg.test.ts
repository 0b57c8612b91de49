import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Decimal, parseDecimal } from "../../kernel/index.ts";
import { SEED } from "../../kernel/tests/seed.ts";
import type { Document, DocumentRow } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";

const library = openLibrary();
const { documents } = library;

const rowsOf = (document: Document, table: string) => document[table] as readonly DocumentRow[];
const sumOf = (rows: readonly DocumentRow[], column: string) =>
  rows.reduce((sum, row) => sum.plus(parseDecimal(row[column])), new Decimal(0)).toFixed();

describe("amounts are rounded half-up to their currency's decimals", () => {
  test.each([
    ["EUR", { rate: "1.01", net: "2.02", net_total: "2.02", tax_total: "0.40", total: "2.42" }],
    ["XOF", { rate: "1", net: "2", net_total: "2", tax_total: "0", total: "2" }],
    ["TND", { rate: "1.006", net: "2.012", net_total: "2.012", tax_total: "0.402", total: "2.414" }],
  ])("%s", async (currency, { rate, net, ...totals }) => {
    const [member, book] = [await library.member(), await library.book()];
    const lines = [{ book: book.id, rate: "1.0055", quantity: "2" }];
    const loan = await documents.create(library.as(), "loan", { member: member.id, currency, lines });
    expect(loan).toMatchObject(totals);
    expect(loan["lines"]).toMatchObject([{ rate, net }]);
    expect(await documents.get(library.as(), "loan", loan.id)).toEqual(loan);
  });

  test("quantities and percents to their scale", async () => {
    const loan = await library.loan();
    const [line] = rowsOf(loan, "lines");
    const lines = [{ id: line!.id, quantity: "2.005", discount: "33.335" }];
    const changed = await documents.update(library.as(), "loan", loan.id, { lines });
    expect(changed["lines"]).toMatchObject([{ quantity: "2.01", discount: "33.34", net: "2.01" }]);
  });
});

describe("the parts sum to the whole, whatever is entered", () => {
  const line = fc.record({
    book: fc.nat({ max: 2 }),
    quantity: fc.integer({ min: 0, max: 1_000 }).map((hundredths) => new Decimal(hundredths).div(100).toFixed()),
    rate: fc.integer({ min: -500_000, max: 5_000_000 }).map((parts) => new Decimal(parts).div(10_000).toFixed()),
    discount: fc.integer({ min: 0, max: 10_000 }).map((parts) => new Decimal(parts).div(100).toFixed()),
  });

  test("lines, groups, taxes and totals of 60 random loans in three currencies", async () => {
    const member = await library.member();
    const books = [
      await library.book(),
      await library.book({ shelf: "science" }),
      await library.book({ shelf: "children" }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("EUR", "XOF", "TND"),
        async (lines, currency) => {
          const loan = await documents.create(library.as(), "loan", {
            member: member.id,
            currency,
            lines: lines.map(({ book, ...rest }) => ({ ...rest, book: books[book]!.id })),
          });
          const total = (name: string) => parseDecimal(loan[name]).toFixed();
          expect(sumOf(rowsOf(loan, "lines"), "net")).toBe(total("net_total"));
          expect(sumOf(rowsOf(loan, "shelves"), "net")).toBe(total("net_total"));
          expect(sumOf(rowsOf(loan, "shelves"), "tax")).toBe(total("tax_total"));
          expect(parseDecimal(loan["net_total"]).plus(parseDecimal(loan["tax_total"])).toFixed()).toBe(total("total"));
          expect(await documents.get(library.as(), "loan", loan.id)).toEqual(loan);
        },
      ),
      { numRuns: 60, seed: SEED },
    );
  });
});
