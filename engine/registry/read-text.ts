import { readFileSync, statSync } from "node:fs";
import { type Finding, finding } from "../contract/index.ts";

/** The text of a file, or why it has none. */
export type ReadText = { readonly text: string } | { readonly finding: Finding };

/**
 * A file as text without a byte order mark. Bytes that are no UTF-8 are refused: read all the same, letters would become others
 * and nobody would notice. `shown`: how findings call the file.
 */
export function readText(path: string, shown: string): ReadText {
  const file = { file: shown };
  try {
    if (!statSync(path).isFile()) return { finding: finding("METADATA_FILE_NOT_A_FILE", "", {}, file) };
    const bytes = readFileSync(path);
    try {
      return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
    } catch {
      return { finding: finding("METADATA_FILE_ENCODING", "", {}, file) };
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return { finding: finding("METADATA_FILE_UNREADABLE", "", { reason }, file) };
  }
}
