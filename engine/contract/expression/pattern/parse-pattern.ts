import { ANY, type CharSet, classEscape, complement, single } from "./char-set.ts";
import { PatternRefusal, type PatternTree } from "./pattern-tree.ts";

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, "0": 0, b: 8 };
const COUNT_MAX = 1_000;

interface Cursor {
  readonly pattern: string;
  at: number;
}

/** Reads a pattern that is known to be valid (flag `u`). Throws PatternRefusal for what is never allowed. */
export function parsePattern(pattern: string): PatternTree {
  return parseChoice({ pattern, at: 0 });
}

function peek(cursor: Cursor): string {
  return cursor.pattern.charAt(cursor.at);
}

function accept(cursor: Cursor, text: string): boolean {
  if (!cursor.pattern.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

function parseChoice(cursor: Cursor): PatternTree {
  const branches = [parseSequence(cursor)];
  while (accept(cursor, "|")) branches.push(parseSequence(cursor));
  return branches.length === 1 && branches[0] ? branches[0] : { kind: "choice", branches };
}

function parseSequence(cursor: Cursor): PatternTree {
  const items: PatternTree[] = [];
  while (cursor.at < cursor.pattern.length && peek(cursor) !== "|" && peek(cursor) !== ")") {
    const atom = parseAtom(cursor);
    if (atom) items.push(parseRepeat(atom, cursor));
  }
  return { kind: "sequence", items };
}

/** One atom; null for an anchor. */
function parseAtom(cursor: Cursor): PatternTree | null {
  if (accept(cursor, "^") || accept(cursor, "$") || accept(cursor, "\\b") || accept(cursor, "\\B")) return null;
  if (accept(cursor, "(")) return parseGroup(cursor);
  if (accept(cursor, "[")) return { kind: "set", set: parseClass(cursor) };
  if (accept(cursor, ".")) return { kind: "set", set: ANY };
  return { kind: "set", set: parseCharacter(cursor) };
}

function parseGroup(cursor: Cursor): PatternTree {
  for (const opening of ["?=", "?!", "?<=", "?<!"])
    if (accept(cursor, opening)) throw new PatternRefusal("look_around");
  if (accept(cursor, "?<")) cursor.at = cursor.pattern.indexOf(">", cursor.at) + 1;
  else if (accept(cursor, "?") && !accept(cursor, ":")) throw new PatternRefusal("invalid");
  const body = parseChoice(cursor);
  accept(cursor, ")");
  return body;
}

function parseRepeat(body: PatternTree, cursor: Cursor): PatternTree {
  const bounds = parseBounds(cursor);
  if (!bounds) return body;
  accept(cursor, "?");
  const [min, max] = bounds;
  if (min > COUNT_MAX || (max > COUNT_MAX && max !== Number.POSITIVE_INFINITY)) throw new PatternRefusal("large_count");
  return { kind: "repeat", body, min, max };
}

function parseBounds(cursor: Cursor): readonly [number, number] | null {
  if (accept(cursor, "*")) return [0, Number.POSITIVE_INFINITY];
  if (accept(cursor, "+")) return [1, Number.POSITIVE_INFINITY];
  if (accept(cursor, "?")) return [0, 1];
  const match = /^\{(\d+)(,?)(\d*)\}/.exec(cursor.pattern.slice(cursor.at));
  if (!match) return null;
  cursor.at += match[0].length;
  const min = Number(match[1]);
  if (match[2] === "") return [min, min];
  return [min, match[3] === "" ? Number.POSITIVE_INFINITY : Number(match[3])];
}

/** `[a-z\d_-]`, after the opening bracket. */
function parseClass(cursor: Cursor): CharSet {
  const isNegated = accept(cursor, "^");
  const ranges: (readonly [number, number])[] = [];
  while (cursor.at < cursor.pattern.length && !accept(cursor, "]")) {
    const from = parseCharacter(cursor);
    const isRange = peek(cursor) === "-" && cursor.pattern.charAt(cursor.at + 1) !== "]";
    if (!isRange) {
      ranges.push(...from);
      continue;
    }
    cursor.at += 1;
    const to = parseCharacter(cursor);
    ranges.push([from[0]?.[0] ?? 0, to.at(-1)?.[1] ?? 0]);
  }
  return isNegated ? complement(ranges) : ranges;
}

function parseCharacter(cursor: Cursor): CharSet {
  if (accept(cursor, "\\")) return parseEscape(cursor);
  const codePoint = cursor.pattern.codePointAt(cursor.at) ?? 0;
  cursor.at += codePoint > 0xffff ? 2 : 1;
  return single(codePoint);
}

function parseEscape(cursor: Cursor): CharSet {
  const rest = cursor.pattern.slice(cursor.at);
  if (/^[1-9]|^k</.test(rest)) throw new PatternRefusal("back_reference");
  const property = /^[pP]\{[^}]*\}/.exec(rest);
  if (property) {
    cursor.at += property[0].length;
    return ANY;
  }
  const code = /^(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(rest);
  if (code) {
    cursor.at += code[0].length;
    return single(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? "0", 16));
  }
  const letter = rest.charAt(0);
  if (letter === "c") {
    cursor.at += 2;
    return single(rest.charCodeAt(1) % 32);
  }
  cursor.at += 1;
  return classEscape(letter) ?? single(CONTROL[letter] ?? letter.codePointAt(0) ?? 0);
}
