import type { ErrorCode } from "../../kernel/index.ts";
import type { CheckedExpression } from "../expression/index.ts";
import { type Finding, finding } from "../finding.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { toPointer } from "../pointer.ts";
import type { Scopes } from "../scopes/scopes.ts";

/** What a lint may look at. */
export interface LintContext {
  readonly model: MetadataModel;
  readonly scopes: Scopes;
  /** Checked expressions by slot key; empty before `meaning`. */
  readonly expressions: ReadonlyMap<string, CheckedExpression>;
}

/**
 * When a rule runs: `names` of artefacts first, then the `structure` made of them, then, after every expression was
 * checked, what they `mean` together. A later phase runs only when the earlier ones found no error, so that one wrong
 * name is one finding and a rule may rely on what was checked before.
 */
export type LintPhase = "names" | "structure" | "meaning";

/** One rule of the language that a JSON Schema cannot say. */
export interface Lint {
  readonly id: string;
  readonly phase: LintPhase;
  check(context: LintContext): readonly Finding[];
}

type Path = readonly (string | number)[];

/** A finding at a path of a file. */
export function problem(
  file: MetadataFile,
  path: Path,
  code: ErrorCode,
  params: Readonly<Record<string, unknown>> = {},
  options: { readonly suggestion?: string | undefined; readonly severity?: Finding["severity"] } = {},
): Finding {
  return finding(code, toPointer(path), params, { ...options, file: file.path });
}

/** The entries of a map that may be absent. */
export function entriesOf<T>(map: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(map ?? {});
}
