import { describe, expect, test } from "@jest/globals";
import { comparable } from "./assert-same-work.ts";

const row = (values: object) => ({ id: "01a2282a-e117-7000-8a4e-896c04fc2137", number: "FA-2026-00007", ...values });
const same = (left: unknown, right: unknown) => comparable(left) === comparable(right);

describe("comparable", () => {
  test("ids, moments, drawn numbers and the order of names make no difference", () => {
    const other = { number: "FA-2026-00008", id: "01a2282a-e117-7000-8a4e-896c04fc2138" };
    expect(same(row({}), other)).toBe(true);
    expect(same({ at: "2026-11-29T16:37:08.503Z" }, { at: "2026-11-29T16:37:08.72+00:00" })).toBe(true);
  });

  test("a value, a column or a change of the history that is missing does", () => {
    expect(same(row({ net: "10.00" }), row({ net: "10.01" }))).toBe(false);
    expect(same(row({ reason: null }), row({}))).toBe(false);
    const changes = [{ field: "b" }, { field: "a" }];
    expect(same({ changes }, { changes: [...changes].reverse() })).toBe(true);
    expect(same({ changes }, { changes: changes.slice(1) })).toBe(false);
  });
});
