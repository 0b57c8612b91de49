import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { JsonValue } from "../../calculation/index.ts";
import type { FunctionDeclaration, JsonObject } from "../../contract/index.ts";
import { createComputingFunctions } from "./computing-functions.ts";

const folder = mkdtempSync(join(tmpdir(), "perfex-computing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STEPS = 50_000;
const compute = createComputingFunctions([folder], STEPS);
let count = 0;

/** Writes a function whose body this is and calls it. */
function call(body: string, input: JsonObject = {}, parts: Partial<FunctionDeclaration> = {}): JsonValue {
  const id = `f_${++count}`;
  write(id, `export function f${count}(input) {${body}}`);
  return compute(called(id, parts), input);
}

function write(id: string, source: string): void {
  const at = join(folder, "own", "functions", id);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, `${id}.ts`), source);
}

const called = (id: string, parts: Partial<FunctionDeclaration> = {}) => ({
  module: "own",
  declaration: { id, label: { fr: id, en: id }, input: {}, output: {}, ...parts },
});

const raised = (work: () => unknown) => {
  try {
    return { answered: work() };
  } catch (error) {
    const { code, params } = error as { readonly code: string; readonly params: Record<string, unknown> };
    return { code, params };
  }
};

const OVER = {
  code: "FUNCTION_TIMEOUT",
  params: expect.objectContaining({ limit_en: expect.stringMatching(/^\d+ steps$/) }),
};

describe("a function computed in the process", () => {
  test("gives what it computes of plain data, with what it imports", () => {
    write("helper", "");
    writeFileSync(
      join(folder, "own", "functions", "helper", "double.ts"),
      "export const double = (n: number) => n * 2;",
    );
    write(
      "helper",
      `import { double } from "./double.ts"; export const helper = ({ n }: { n: number }) => ({ n: double(n) });`,
    );
    expect(compute(called("helper"), { n: 4 })).toEqual({ n: 8 });
  });

  test("is ready for its first call once it was prepared, and what cannot be is told to who calls it", async () => {
    write("ready", "export const ready = ({ n }) => n + 1;");
    write("broken", "export async function broken() {}");
    const functions = createComputingFunctions([folder], STEPS);
    await functions.prepare([called("ready"), called("broken"), called("nowhere")]);
    // Nothing is read or bundled any more: what stands there now does not count.
    write("ready", "export const ready = () => { throw new Error('bundled again'); };");
    expect(functions(called("ready"), { n: 1 })).toBe(2);
    expect(raised(() => functions(called("broken"), {}))).toMatchObject({ code: "FUNCTION_FAILED" });
  });

  test("is ended when it goes over its steps, whatever it does to go on, and the next call is served", () => {
    const nested = "let all = [1]; for (let i = 0; i < 24; i++) all = [all, all];";
    const endless = [
      "for (;;);",
      "while (true) try { for (;;); } catch {}",
      "do {} while (true)",
      "const again = () => again(); again();",
      "function deep() { try { deep(); } catch { deep(); } } deep();",
      "for (const one of (function* () { for (;;) yield 1; })()) input = one;",
      "try { for (;;); } catch (error) { return error.message; }",
      `return "x".repeat(1e9).length;`,
      `return "".padStart(1e9).length;`,
      "return new Array(1e9).fill(0).length;",
      "return Array(1e8).length;",
      "return Array.from({ length: 1e9 }).length;",
      "let all = [1]; while (true) all = [...all, ...all];",
      "let all = [1]; while (true) all = all.concat(all);",
      `let text = "ab"; while (true) text = text.replaceAll("a", "aa");`,
      "const all = [1]; while (true) Math.max(...all), all.push(...all);",
      `${nested} return { rows: all };`,
      `${nested} return JSON.stringify(all).length;`,
      `${nested} return all.flat(Infinity).length;`,
      `${nested} return all.join().length;`,
      "const all = new Array(1000).fill(1); return all.flatMap(() => all).length;",
      `const text = "x".repeat(1000); return new Array(1000).fill(text);`,
      "return { toJSON() { for (;;); } };",
      "return { get rows() { for (;;); } };",
      "throw { toString() { for (;;); } };",
      "const all = {}; for (let i = 0; i < 1000; i++) all[i] = i; for (let i = 0; i < 1000; i++) Object.keys(all);",
      "const all = {}; for (let i = 0; i < 1000; i++) all[i] = i; for (let i = 0; i < 1000; i++) input = { ...all };",
      "const all = new Array(1000).fill(1); for (let i = 0; i < 1000; i++) new Set(all);",
      "const all = new Array(1000).fill(1); for (let i = 0; i < 1000; i++) Math.max.apply(null, all);",
      `let text = "ab"; while (true) text += text;`,
      "let text = 'ab'; while (true) text = `${text}${text}`;",
      `let text = "ab"; while (true) text = text.concat(text);`,
      `const text = "x".repeat(4e4); for (let i = 0; i < 1e3; i++) input = text + i;`,
      `const [a, b] = ["x".repeat(2e4) + 1, "x".repeat(2e4) + 1]; for (let i = 0; i < 1e3; i++) input = a === b;`,
      `const [a, b] = ["x".repeat(2e4) + 1, "x".repeat(2e4) + 1]; for (let i = 0; i < 1e3; i++) switch (a) { case b: }`,
      `const text = "x".repeat(2e4); for (let i = 0; i < 1e3; i++) input[text] = 1;`,
      "const all = new Array(1000).fill(1); for (let i = 0; i < 1000; i++) { const [first, ...rest] = all; }",
      "const all = {}; for (let i = 0; i < 1000; i++) all[i] = i; for (let i = 0; i < 1000; i++) { const { a, ...rest } = all; }",
      "const all = {}; for (let i = 0; i < 1000; i++) all[i] = i; const f = ({ a, ...rest }) => 1; for (let i = 0; i < 1000; i++) f(all);",
      `const text = "x".repeat(500); for (let i = 0; i < 1000; i++) input = new Array(100).fill(text).join();`,
      `const all = new Array(1000).fill("x".repeat(1e4)); for (let i = 0; i < 10; i++) all.indexOf("y");`,
      `return "a".repeat(2000).replaceAll("a", "b".repeat(2000)).length;`,
      `return "a".repeat(2000).replaceAll("a", "$\u0060").length;`,
      `const by = "b".repeat(1e4); return "a".repeat(2000).replace(/a/g, () => by).length;`,
      `return "a".padEnd(1e8, "b").length;`,
      `return "a".repeat(5000).replace(/\\s+$/, "").length;`,
      `for (let i = 0; i < 1e6; i++) Number("1".repeat(100));`,
    ];
    for (const body of endless) {
      expect([body, raised(() => call(body))]).toEqual([body, OVER]);
      expect(call("return input.n + 1;", { n: 1 })).toBe(2);
    }
  });

  test("is ended at the same step every time, and not before", () => {
    const body = "let n = 0; for (let i = 0; i < input.n; i++) n += 1; return n;";
    const mostOf = (max: number): number => {
      let [low, high] = [0, max];
      while (low + 1 < high) {
        const middle = Math.floor((low + high) / 2);
        if ("answered" in raised(() => call(body, { n: middle }))) low = middle;
        else high = middle;
      }
      return low;
    };
    const first = mostOf(STEPS * 2);
    expect(first).toBeGreaterThan(STEPS * 0.99);
    expect(first).toBeLessThanOrEqual(STEPS + 100 * JSON.stringify({ n: first }).length);
    expect(mostOf(STEPS * 2)).toBe(first);
  });

  test("has no clock, no chance, no Node, no locale and no code from text", () => {
    const absent = ["process", "fetch", "setTimeout", "Promise", "globalThis", "Intl", "eval", "WebAssembly"];
    expect(call(`return [${absent.map((name) => `typeof ${name}`).join()}]`)).toEqual(absent.map(() => "undefined"));
    const refused = [
      `return require("node:fs").readFileSync("/etc/passwd");`,
      "return Math.random();",
      "return Date.now();",
      "return new Date().getTime();",
      "return Date();",
      `return new Date("2026-01-01 10:00").getTime();`,
      "return new Date(0).getHours();",
      "return (1.5).toLocaleString === undefined ? missing : 1;",
      `return (() => {}).constructor("return 1")();`,
      `return [].constructor.constructor("return process")();`,
      `return input.constructor.constructor("return process")();`,
    ];
    for (const body of refused) {
      expect([body, raised(() => call(body))]).toEqual([body, expect.objectContaining({ code: "FUNCTION_FAILED" })]);
    }
    expect(call(`return new Date(Date.UTC(2026, 1, 29)).toISOString().slice(0, 10);`)).toBe("2026-03-01");
  });

  test("leaves nothing to the next call: neither in its module nor in what the language has", () => {
    write("keeps", "let kept = 0; const all = []; export const keeps = () => [++kept, all.push(1)];");
    expect([compute(called("keeps"), {}), compute(called("keeps"), {})]).toEqual([
      [1, 1],
      [1, 1],
    ]);
    for (const body of ["Array.prototype.x = 1;", "Math.x = 1;", "Object.prototype.toString = 1;"]) {
      expect([body, raised(() => call(body))]).toEqual([body, expect.objectContaining({ code: "FUNCTION_FAILED" })]);
    }
    write("names", "export const names = () => { const was = typeof Map; Map = 1; return was; };");
    expect([compute(called("names"), {}), compute(called("names"), {})]).toEqual(["function", "function"]);
    expect(call(`return { toString() { return "own"; } } + "";`)).toBe("own");
  });

  test("may not go through what only says how long it is", () => {
    for (const body of [
      "return [].indexOf.call({ length: 1e9 }, 1);",
      "return Math.max.apply(null, { length: 1e9 });",
      "return Reflect.apply(Math.max, null, { length: 1e9 });",
      "return Reflect.construct(Array, { length: 1e9 });",
      "return [].concat({ length: 1e9, [Symbol.isConcatSpreadable]: true });",
    ]) {
      const refused = { code: "FUNCTION_FAILED", params: expect.objectContaining({ reason: "not a list" }) };
      expect([body, raised(() => call(body))]).toEqual([body, refused]);
    }
  });

  test("has lists, sets and JSON as anywhere else", () => {
    expect(call("return [1, [2, [3, [4]]]].flat();")).toEqual([1, 2, [3, [4]]]);
    expect(call("return [1, [2, [3, [4]]]].flat(Infinity);")).toEqual([1, 2, 3, 4]);
    expect(call("return [1, 2].flatMap((n, at) => (at ? [n, [n]] : n));")).toEqual([1, 2, [2]]);
    expect(call("return [...new Set([1, 1, 2]), ...new Map([[3, 4]]).keys()];")).toEqual([1, 2, 3]);
    expect(call("return [new Set() instanceof Set, new Map().constructor === Map];")).toEqual([true, true]);
    expect(call("return JSON.stringify([{ a: new Date(0), b: undefined, c: 'é' }]);")).toBe(
      '[{"a":"1970-01-01T00:00:00.000Z","c":"é"}]',
    );
    expect(call("return JSON.stringify({ a: 1, b: 2 }, (key, held) => (key === 'b' ? 3 : held));")).toBe(
      '{"a":1,"b":3}',
    );
    expect(call("return [1, 2].map(JSON.stringify);")).toEqual(["1", "2"]);
    expect(call("return;")).toBeNull();
  });

  test("may not wait, nor use what is not counted", () => {
    const sources = [
      "export async function NAME() {}",
      "export const NAME = () => import('./other.ts');",
      "export const NAME = () => 2n ** 99999999n;",
      "export const NAME = () => /^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab');",
      "export function NAME() { try { NAME(); } finally { NAME(); } }",
      "import { readFileSync } from 'node:fs'; export const NAME = () => readFileSync('/etc/passwd', 'utf8');",
    ];
    for (const [index, source] of sources.entries()) {
      const id = `w${index}`;
      write(id, source.replaceAll("NAME", id));
      expect([source, raised(() => compute(called(id), {}))]).toEqual([
        source,
        expect.objectContaining({ code: "FUNCTION_FAILED" }),
      ]);
    }
  });

  test("takes and gives what it declares", () => {
    const wanted = { type: "object", required: ["n"], properties: { n: { type: "number" } } };
    expect(raised(() => call("return {};", {}, { input: wanted }))).toMatchObject({ code: "FUNCTION_INPUT_INVALID" });
    expect(raised(() => call("return {};", {}, { output: wanted }))).toMatchObject({ code: "FUNCTION_OUTPUT_INVALID" });
    expect(raised(() => call("throw new TypeError('no such leaf');"))).toEqual({
      code: "FUNCTION_FAILED",
      params: expect.objectContaining({ reason: "no such leaf" }),
    });
    expect(raised(() => compute(called("nowhere"), {}))).toMatchObject({ code: "FUNCTION_UNKNOWN" });
  });
});
