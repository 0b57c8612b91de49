import type { Json } from "../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../engine/kernel/index.ts";

export interface ImportFinding {
  readonly line?: number;
  readonly row?: number;
  readonly code?: string;
  /** An importer's `info` tells what was done and why, such as that it was imported before. */
  readonly severity?: string;
  readonly message: LocalizedText;
}

/** What an import tells: what is wrong, and apart from it what is good to know. */
export function findingsOf(result: Readonly<Record<string, Json>>): {
  readonly problems: readonly ImportFinding[];
  readonly notes: readonly ImportFinding[];
} {
  const found = (result["findings"] ?? result["errors"] ?? []) as unknown as readonly ImportFinding[];
  return {
    problems: found.filter(({ severity }) => severity !== "info"),
    notes: found.filter(({ severity }) => severity === "info"),
  };
}
