import { parse } from "csv-parse/sync";
import { fail } from "../../kernel/index.ts";

const DELIMITERS = [";", ",", "\t", "|"] as const;
const SAMPLE_LINES = 30;

/** Rows of cells. Encoding (UTF-8, UTF-16, Windows-1252) and delimiter are found out. Raises IMPORT_FILE_UNREADABLE. */
export function parseCsv(bytes: Uint8Array): string[][] {
  const text = decodeText(bytes);
  try {
    return parse(text, {
      delimiter: detectDelimiter(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
    }) as string[][];
  } catch (cause) {
    return fail("IMPORT_FILE_UNREADABLE", { reason: cause instanceof Error ? cause.message : "" }, { cause });
  }
}

/** What is not valid UTF-8 was written by a program that still writes Windows' own alphabet. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

/** Signs Windows put where Latin-1 has control characters (0x80 to 0x9f); some runtimes decode them as Latin-1. */
const WINDOWS_SIGNS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decodeWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes).toString("latin1");
  return latin.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_SIGNS.charAt(sign.charCodeAt(0) - 0x80));
}

/** The sign that cuts the first lines into the most columns of equal number. */
export function detectDelimiter(text: string): string {
  const lines = text
    .split(/\r?\n/, SAMPLE_LINES + 1)
    .slice(0, SAMPLE_LINES)
    .filter((line) => line.trim() !== "");
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: score(lines, delimiter) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function score(lines: readonly string[], delimiter: string): number {
  const counts = lines.map((line) => countOutsideQuotes(line, delimiter));
  const header = counts[0] ?? 0;
  if (header === 0) return 0;
  const agreeing = counts.filter((count) => count === header).length;
  return (agreeing / counts.length) * 1_000 + header;
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let [count, isQuoted] = [0, false];
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) count += 1;
  }
  return count;
}
