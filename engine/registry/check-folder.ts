import type { Finding } from "../contract/index.ts";
import { loadMetadata } from "./load-metadata.ts";
import { checkFiles } from "./resolve-registry.ts";

export interface FolderCheck {
  readonly findings: readonly Finding[];
  /** Number of files looked at. */
  readonly files: number;
  readonly ms: number;
}

/** Everything wrong with the metadata below the folders and with what lies beside it: schemas, lints, expressions. */
export function checkFolder(...folders: readonly string[]): FolderCheck {
  const start = performance.now();
  const { files, findings, unread } = loadMetadata(folders, { withBeside: true });
  const checked = checkFiles(files, { findings, unread });
  return { findings: checked.findings, files: files.length, ms: performance.now() - start };
}
