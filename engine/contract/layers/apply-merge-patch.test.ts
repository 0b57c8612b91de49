import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "../json-value.ts";
import { applyMergePatch } from "./apply-merge-patch.ts";

describe("a merge patch", () => {
  // The examples of RFC 7396, appendix A.
  const cases: readonly (readonly [JsonValue, JsonValue, JsonValue])[] = [
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
    ],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];

  test.each(cases)("of %j by %j gives %j", (target, patch, expected) => {
    expect(applyMergePatch(target, patch)).toEqual(expected);
  });

  test("creates what was not there", () => {
    expect(applyMergePatch(undefined, { a: { b: 1, c: null } })).toEqual({ a: { b: 1 } });
  });

  test("changes neither the target nor the patch", () => {
    const target = Object.freeze({ a: Object.freeze({ b: 1 }) });
    applyMergePatch(target, Object.freeze({ a: Object.freeze({ b: 2 }) }));
    expect(target).toEqual({ a: { b: 1 } });
  });

  test.each(["__proto__", "constructor", "prototype"])("treats a member named %s as data", (name) => {
    const patch = JSON.parse(`{ "${name}": { "isAdmin": true } }`);
    const merged = applyMergePatch({}, patch) as Record<string, unknown>;
    expect(Object.hasOwn(merged, name)).toBe(true);
    expect(({} as Record<string, unknown>)["isAdmin"]).toBeUndefined();
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });
});
