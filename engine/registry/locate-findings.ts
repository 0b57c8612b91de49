import type { Finding } from "../contract/index.ts";
import { jsonPositions, type TextPosition } from "./parse-json.ts";
import { readText } from "./read-text.ts";

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
  const read = readText(file, file);
  if (!("text" in read)) return new Map();
  return file.endsWith(".json") ? jsonPositions(read.text) : new Map([["", { line: 1, column: 1 }]]);
}

function nearest(positions: ReadonlyMap<string, TextPosition>, pointer: string): TextPosition | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = positions.get(at);
    if (found || at === "") return found;
  }
}
