import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";
import { type BuildOptions, build, buildSync, type OutputFile } from "esbuild";
import { mustExist } from "../../kernel/index.ts";
import { CAUGHT, countSteps, SPREAD, STEP, TEXT } from "./count-steps.ts";

/** What a call came to: its answer as JSON, that it was over its steps, or why it failed. */
export type CountedAnswer = { readonly text: string } | { readonly isOver: true } | { readonly reason: string };

/** A function in a context of its own: text in, text out, never more than so many steps. */
export type CountedFunction = (input: string, steps_max: number) => CountedAnswer;

interface Answer {
  readonly text?: string;
  readonly isOver?: true;
  readonly reason?: string;
}

/** What the prelude gives: the names the language still has, and how a module that takes them is run. */
interface Sandbox {
  readonly names: readonly string[];
  run(load: unknown, exportName: string, input: string, steps: number): Answer;
}

const PRELUDE = fileURLToPath(new URL("./sandbox-prelude.cjs", import.meta.url));
const MODULE = "$module";

/** Bundles the TypeScript file with what it imports and counts its steps. Raises what esbuild does, and NotCountable. */
export function loadCounted(path: string, exportName: string): CountedFunction {
  return countedFunction(path, exportName, textOf(buildSync(bundling(path))));
}

/** The same, while others are served. */
export async function loadCountedLater(path: string, exportName: string): Promise<CountedFunction> {
  return countedFunction(path, exportName, textOf(await build(bundling(path))));
}

function countedFunction(path: string, exportName: string, source: string): CountedFunction {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const prelude = new Script(readFileSync(PRELUDE, "utf8"), { filename: PRELUDE });
  const { names, run } = prelude.runInContext(context) as Sandbox;
  const given = `${STEP}, ${SPREAD}, ${CAUGHT}, ${TEXT}, { ${names.join(", ")} }`;
  const body = `return (() => { "use strict"; ${countSteps(source)}\nreturn ${MODULE}; })();`;
  const load = new Script(`((${given}) => { ${body} })`, { filename: path }).runInContext(context) as unknown;
  return (input, steps_max) => {
    const { text, isOver, reason } = run(load, exportName, input, steps_max);
    if (isOver) return { isOver };
    // Nothing was answered where there is no text: what is undefined has none.
    return reason === undefined ? { text: text ?? "null" } : { reason };
  };
}

const textOf = ({ outputFiles }: { readonly outputFiles: readonly OutputFile[] }): string =>
  mustExist(outputFiles[0], "the bundle").text;

const bundling = (path: string) =>
  ({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: "iife",
    globalName: MODULE,
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    // What is left over of an object goes through a loop, which counts, wherever the pattern stands.
    supported: { "object-rest-spread": false },
    logLevel: "silent",
  }) as const satisfies BuildOptions;
