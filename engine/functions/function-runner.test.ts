import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { FunctionDeclaration } from "../contract/index.ts";
import type { Registry } from "../registry/index.ts";
import { createFunctionRunner } from "./function-runner.ts";

const folder = mkdtempSync(join(tmpdir(), "perfex-functions-"));
writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
const runner = createFunctionRunner([folder]);
afterAll(() => runner.close());

const SOURCES: Readonly<Record<string, string>> = {
  add_up: "export const addUp = ({ numbers }: { numbers: number[] }) => numbers.reduce((a, b) => a + b, 0);",
  wrong_answer: "export const wrongAnswer = () => 'many';",
  never_ends: "export function neverEnds() { for (;;); }",
  breaks: "export const breaks = () => { throw new RangeError('no such leaf'); };",
};

function declare(id: string): [string, FunctionDeclaration] {
  const at = join(folder, "garden", "functions", id);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, `${id}.ts`), SOURCES[id]!);
  const input = {
    type: "object",
    required: ["numbers"],
    properties: { numbers: { type: "array", items: { type: "number" } } },
  };
  const limit = id === "never_ends" ? { time_limit_ms: 1_500 } : {};
  return [id, { id, label: { fr: id, en: id }, input, output: { type: "number" }, ...limit }];
}

const registry = {
  modules: new Map([["garden", {}]]),
  functions: new Map(Object.keys(SOURCES).map(declare)),
} as unknown as Registry;

describe("a declared function", () => {
  test("takes plain data and returns plain data", async () => {
    expect(await runner.run(registry, "add_up", { numbers: [1, 2, 3.5] })).toBe(6.5);
  });

  test("refuses input and output that its declaration does not allow", async () => {
    await expect(runner.run(registry, "add_up", { numbers: ["1"] })).rejects.toMatchObject({
      code: "FUNCTION_INPUT_INVALID",
      details: [expect.objectContaining({ pointer: "/numbers/0" })],
    });
    await expect(runner.run(registry, "wrong_answer", { numbers: [] })).rejects.toMatchObject({
      code: "FUNCTION_OUTPUT_INVALID",
    });
  });

  test("that throws or never ends fails alone; the next call works", async () => {
    await expect(runner.run(registry, "breaks", { numbers: [] })).rejects.toMatchObject({
      code: "FUNCTION_FAILED",
      params: { reason: "no such leaf" },
    });
    await expect(runner.run(registry, "never_ends", { numbers: [] })).rejects.toMatchObject({
      code: "FUNCTION_TIMEOUT",
    });
    expect(await runner.run(registry, "add_up", { numbers: [2] })).toBe(2);
  });

  test("that does not exist is named", async () => {
    await expect(runner.run(registry, "absent", {})).rejects.toMatchObject({ code: "FUNCTION_UNKNOWN" });
  });
});
