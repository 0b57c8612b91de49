import { expect, test } from "@jest/globals";
import { resolveRegistry } from "../../registry/index.ts";
import { libraryMetadata } from "../tests/library-metadata.ts";
import { each, type Run } from "./stage.ts";
import type { Work } from "./work.ts";

const doctype = resolveRegistry(libraryMetadata()).doctype("loan");

const workOf = (index: number, rows: number): Work =>
  ({ index, doctype, document: { lines: Array.from({ length: rows }, () => ({})) } }) as unknown as Work;

/** The most documents a stage goes through before somebody else comes. */
async function mostAtOnce(works: readonly Work[], isAwaited: boolean): Promise<number> {
  let [most, own] = [0, 0];
  let isDone = false;
  const other = () => {
    own = 0;
    if (!isDone) setImmediate(other);
  };
  setImmediate(other);
  const step = (work: Work) => {
    most = Math.max(most, ++own);
    return isAwaited ? Promise.resolve(work) : work;
  };
  expect(await each({ refused: [] } as unknown as Run, works, step)).toEqual(works);
  isDone = true;
  return most;
}

test.each([false, true])("a stage over many documents lets others come (awaited: %s)", async (isAwaited) => {
  const small = Array.from({ length: 300 }, (_, index) => workOf(index, 0));
  expect(await mostAtOnce(small, isAwaited)).toBeLessThanOrEqual(50);
  const large = Array.from({ length: 5 }, (_, index) => workOf(index, 1_000));
  expect(await mostAtOnce(large, isAwaited)).toBeLessThanOrEqual(2);
});

test("of one small document nothing is waited for", () => {
  expect(each({ refused: [] } as unknown as Run, [workOf(0, 10)], (work) => work)).toHaveLength(1);
});
