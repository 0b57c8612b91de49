import { existsSync, readFileSync } from "node:fs";
import type { Finding } from "../contract/index.ts";
import { jsonPositions, type TextPosition } from "./parse-json.ts";

/** With line and column, as far as the files are on disk. What lacks is shown where it would be: at what holds it. */
export function locateFindings(findings: readonly Finding[]): readonly Finding[] {
  const texts = new Map<string, ReadonlyMap<string, TextPosition>>();
  const positionsIn = (file: string) => {
    const known = texts.get(file) ?? positionsOn(file);
    texts.set(file, known);
    return known;
  };
  return findings.map((one) => {
    const position = one.position ?? nearest(positionsIn(one.file), one.pointer);
    return position ? { ...one, position } : one;
  });
}

function positionsOn(file: string): ReadonlyMap<string, TextPosition> {
  if (!existsSync(file)) return new Map();
  return file.endsWith(".json") ? jsonPositions(readFileSync(file, "utf8")) : new Map([["", { line: 1, column: 1 }]]);
}

function nearest(positions: ReadonlyMap<string, TextPosition>, pointer: string): TextPosition | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = positions.get(at);
    if (found || at === "") return found;
  }
}
