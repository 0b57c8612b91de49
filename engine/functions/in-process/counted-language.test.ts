import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import type { JsonObject } from "../../contract/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import { createComputingFunctions } from "./computing-functions.ts";

/** Lists what functions the language has in the sandbox, or calls one of them again and again on what is large. */
const PROBE = `
const HOLDERS = { String, Array, Object, JSON, Math, Number, RegExp, Map, Set, WeakMap, WeakSet, Reflect, Function, Symbol, Boolean, Date, Error };
const PLACES = Object.entries(HOLDERS).flatMap(([name, one]) => [[name, one], [name + ".prototype", one.prototype]]);
const FOUND = PLACES.filter(([, place]) => place).flatMap(([name, place]) =>
  Reflect.ownKeys(place).flatMap((key) => {
    const { value } = Object.getOwnPropertyDescriptor(place, key);
    return typeof value === "function" && key !== "constructor" ? [[name + "." + String(key), value]] : [];
  }),
);
const text = "7".repeat(5_000);
const list = Object.assign([], text);
const object = { ...list };
const [map, set, same] = [new Map(list.entries()), new Set(list.keys()), (one) => one];
const selves = [text, list, map, set, /7/, same, object, 1, undefined];
const givens = [
  [], [text], [list], [object], [map], [set], [same], [/7/g, text], [text, text], [list, same], [object, list], [same, null, list],
  [Math.max, list], [null, list], [0, list], [1, text], [object, "0", { value: 1 }], [Map, [[]]], [5_000], [5_000, text],
];
export const probe = ({ index }) => {
  if (index === undefined) return FOUND.map(([name]) => name);
  const [name, work] = FOUND[index];
  // A list given for a text is made one, which counts already.
  const isPlain = (one) => typeof one !== "object" || one === null || one instanceof RegExp;
  const plain = name.startsWith("String") ? givens.filter((given) => given.every(isPlain)) : givens;
  for (let times = 0; times < 30; times++)
    for (const self of name.startsWith("String.prototype") ? [text] : selves)
      for (const given of plain) {
        try { work.call(self, ...given); } catch {}
      }
  return null;
};
`;

const folder = mkdtempSync(join(tmpdir(), "perfex-language-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "own", "functions", "probe"), { recursive: true });
writeFileSync(join(folder, "own", "functions", "probe", "probe.ts"), PROBE);

/** What building what is given, and calling so often, costs of itself. */
const STEPS = 110_000;
const compute = createComputingFunctions([folder], STEPS);
const declaration = { id: "probe", label: { fr: "probe", en: "probe" }, input: {}, output: {} };
const probe = (input: JsonObject) => compute({ module: "own", declaration }, input);

function isCounted(index: number): boolean {
  try {
    probe({ index });
    return false;
  } catch (error) {
    if (isPerfexError(error) && error.code === "FUNCTION_TIMEOUT") return true;
    throw error;
  }
}

/** The same work whatever they are given: a look-up, a number, a date, a name, one more at the end. */
const SHORT = new Set(
  Object.entries({
    Array: "isArray of",
    "Array.prototype": "pop push",
    "Function.prototype": "bind call toString Symbol(Symbol.hasInstance)",
    Function: "prototype",
    "Map.prototype": "get set has delete",
    Number: "isFinite isInteger isNaN isSafeInteger",
    "Number.prototype": "valueOf toString toFixed toExponential toPrecision",
    Object: "is getPrototypeOf",
    Reflect: "getPrototypeOf",
    "Set.prototype": "has add delete",
    "String.prototype": "toString valueOf at charAt charCodeAt codePointAt substring slice",
  }).flatMap(([holder, names]) => names.split(" ").map((name) => `${holder}.${name}`)),
);
const isShort = (name: string) => SHORT.has(name) || /^(Boolean|Date|Error|Symbol|WeakMap|WeakSet)\./.test(name);

test("whatever the language has counts by the size of what it is given, but for what is named here", () => {
  const names = probe({}) as readonly string[];
  expect(names.length).toBeGreaterThan(150);
  const uncounted = names.filter((name, index) => !isShort(name) && !isCounted(index));
  expect(uncounted).toEqual([]);
}, 120_000);
