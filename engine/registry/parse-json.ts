import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { type Finding, finding, toPointer } from "../contract/index.ts";
import type { LocalizedText } from "../kernel/index.ts";

/** A place in a text, counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export interface ParsedJson {
  /** Absent when the text is no JSON. */
  readonly json?: unknown;
  readonly findings: readonly Finding[];
}

/** No artefact comes near, and what goes over them calls itself for each level. */
const DEPTH_MAX = 100;

/** Strict JSON; a repeated key is a mistake. */
export function parseJson(text: string, file: string): ParsedJson {
  const deep = tooDeep(text);
  if (deep) return { findings: [finding("METADATA_JSON_TOO_DEEP", "", { max: DEPTH_MAX }, { file, position: deep })] };
  const findings: Finding[] = [];
  let isJson = true;
  const known = new Set<string>();
  visit(
    text,
    {
      onObjectProperty(key, _offset, _length, line, column, pathBefore) {
        const pointer = toPointer([...pathBefore(), key]);
        const place = { file, position: positionOf(line, column) };
        const isInside = findings.some((one) => pointer.startsWith(`${one.pointer}/`));
        if (known.has(pointer) && !isInside) findings.push(finding("METADATA_KEY_REPEATED", pointer, { key }, place));
        known.add(pointer);
      },
      onError(error, _offset, _length, line, column) {
        // What follows the first mistake of this kind follows from it.
        if (isJson) findings.push(syntaxFinding(error, file, positionOf(line, column)));
        isJson = false;
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  return isJson ? { json: JSON.parse(text), findings } : { findings };
}

/** Where each value of a JSON text begins (a member with its key), by pointer. */
export function jsonPositions(text: string): ReadonlyMap<string, TextPosition> {
  const positions = new Map<string, TextPosition>([["", { line: 1, column: 1 }]]);
  type Path = readonly (string | number)[];
  const note = (path: Path, line: number, column: number) => {
    const pointer = toPointer(path);
    if (!positions.has(pointer)) positions.set(pointer, positionOf(line, column));
  };
  if (tooDeep(text)) return positions;
  visit(text, {
    onObjectProperty: (key, _offset, _length, line, column, pathBefore) => note([...pathBefore(), key], line, column),
    onObjectBegin: (_offset, _length, line, column, path) => note(path(), line, column),
    onArrayBegin: (_offset, _length, line, column, path) => note(path(), line, column),
    onLiteralValue: (_value, _offset, _length, line, column, path) => note(path(), line, column),
  });
  return positions;
}

/** Where a text that may be no JSON yet goes deeper than it may. */
function tooDeep(text: string): TextPosition | null {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[{\]}]/g)) {
    if (token === "[" || token === "{") depth += 1;
    if (token === "]" || token === "}") depth -= 1;
    if (depth > DEPTH_MAX) return positionAt(text, index);
  }
  return null;
}

function positionAt(text: string, offset: number): TextPosition {
  const lines = text.slice(0, offset).split("\n");
  return positionOf(lines.length - 1, lines.at(-1)?.length ?? 0);
}

const positionOf = (line: number, column: number): TextPosition => ({ line: line + 1, column: column + 1 });

function syntaxFinding(error: ParseErrorCode, file: string, position: TextPosition): Finding {
  const { fr, en } = PROBLEMS[printParseErrorCode(error)] ?? PROBLEMS["InvalidSymbol"]!;
  return finding("METADATA_JSON_SYNTAX", "", { problem_fr: fr, problem_en: en }, { file, position });
}

const PROBLEMS: Readonly<Record<string, LocalizedText>> = {
  InvalidSymbol: { fr: "un mot ou un signe qui n'y a pas sa place", en: "a word or sign that has no place there" },
  InvalidNumberFormat: { fr: "un nombre mal écrit", en: "a number written wrong" },
  PropertyNameExpected: { fr: "une clé entre guillemets est attendue", en: "a key in quotes is expected" },
  ValueExpected: { fr: "une valeur est attendue", en: "a value is expected" },
  ColonExpected: { fr: "« : » est attendu après la clé", en: "“:” is expected after the key" },
  CommaExpected: { fr: "une virgule manque", en: "a comma is missing" },
  CloseBraceExpected: { fr: "« } » manque", en: "“}” is missing" },
  CloseBracketExpected: { fr: "« ] » manque", en: "“]” is missing" },
  EndOfFileExpected: { fr: "du texte suit la fin", en: "text follows the end" },
  InvalidCommentToken: { fr: "JSON n'a pas de commentaires", en: "JSON has no comments" },
  UnexpectedEndOfString: { fr: "des guillemets ne sont pas fermés", en: "quotes are not closed" },
  InvalidEscapeCharacter: { fr: "un échappement inconnu après « \\ »", en: "an unknown escape after “\\”" },
  InvalidCharacter: { fr: "un caractère de contrôle dans un texte", en: "a control character in a text" },
};
