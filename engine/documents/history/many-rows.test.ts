import { expect, test } from "@jest/globals";
import { storedRow, valuesEqual } from "../../calculation/index.ts";
import { resolveRegistry } from "../../registry/index.ts";
import { libraryMetadata } from "../tests/library-metadata.ts";
import type { Document, DocumentRow, JsonValue } from "../types.ts";
import { diffDocuments } from "./diff-documents.ts";
import { undoChanges } from "./undo-changes.ts";

const doctype = resolveRegistry(libraryMetadata()).doctype("loan");

/** A document of so many rows that tells how often the id of one is looked at, each row having another version's place. */
function documents(count: number) {
  let looks = 0;
  const row = (index: number): DocumentRow =>
    ({
      get id() {
        looks += 1;
        return `row-${index}`;
      },
      quantity: String(index),
    }) as unknown as DocumentRow;
  const rows = Array.from({ length: count }, (_, index) => row(index));
  const of = (lines: readonly DocumentRow[]) => ({ id: "x", lines, shelves: [] }) as unknown as Document;
  /** A list that tells the same. */
  const watched = <T>(list: readonly T[]): readonly T[] =>
    new Proxy(list, {
      get(target, name, self) {
        looks += 1;
        return Reflect.get(target, name, self);
      },
    });
  return { stored: of(rows), turned: of([...rows].reverse()), rows, watched, looks: () => looks };
}

const WORK: Readonly<Record<string, (given: ReturnType<typeof documents>) => unknown>> = {
  "telling what changed": ({ stored, turned }) => expect(diffDocuments(doctype, stored, turned)).toHaveLength(1),
  "taking a change of order back": ({ stored, turned, rows, watched }) => {
    const before = watched(rows.map((_, index) => `row-${index}`)) as JsonValue;
    const undone = undoChanges(turned, [{ field: "lines", before, after: null }]);
    expect(valuesEqual(undone["lines"], stored["lines"])).toBe(true);
  },
  "finding each row where it was stored": ({ stored, rows }) => {
    const found = rows.map((_, index) => storedRow(stored, "lines", `row-${rows.length - 1 - index}`, index));
    expect(found.map((row) => row?.["quantity"])).toEqual(rows.map((row) => row["quantity"]).reverse());
  },
};

test.each(Object.entries(WORK))("%s looks at each row so many times, however many rows there are", (_, work) => {
  const looksFor = (count: number) => {
    const given = documents(count);
    work(given);
    return given.looks() / count;
  };
  // Sorting looks a little more often at each of more rows; what goes through all rows for each looks ten times as often.
  expect(looksFor(2_000)).toBeLessThan(2 * looksFor(200));
});
