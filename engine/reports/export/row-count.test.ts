import { expect, test } from "@jest/globals";
import { rowCount } from "./export-report.ts";

test("the number of rows is read from the end of the figures, and figures without one are not taken for few", () => {
  expect(rowCount('{"rows": [], "row_count": 100001}')).toBe(100_001);
  expect(() => rowCount('{"row_count": 100001, "rows": []}')).toThrow("the number of rows");
});
