import type { ErrorCode } from "../../kernel/index.ts";
import type { CheckedExpression } from "../expression/index.ts";
import { type Finding, finding } from "../finding.ts";
import type { ArtefactKind } from "../kinds/all-kinds.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { Filed, MetadataModel } from "../metadata/metadata-model.ts";
import { toPointer } from "../pointer.ts";

/** What a lint may look at. */
export interface LintContext {
  readonly model: MetadataModel;
  /** Checked expressions by slot key; empty before `meaning`. */
  readonly expressions: ReadonlyMap<string, CheckedExpression>;
  /** Has a file, but one without its right shape, which is therefore not in the model. */
  isBroken(kind: ArtefactKind, id: string): boolean;
}

/**
 * When a rule runs: `names` of artefacts first, then the `structure` made of them, then, after every expression was
 * checked, what they `mean` together. Of a place that an earlier phase refused a later one says nothing; a rule takes what
 * it does not find for somebody else's finding.
 */
export type LintPhase = "names" | "structure" | "meaning";

/** One rule of the language that a JSON Schema cannot say, over one file. */
export interface Lint<Artefact = object> {
  readonly id: string;
  readonly phase: LintPhase;
  /** What it refuses leaves nothing in the file to rely on: later phases do not look at it, nor at what asks for it. */
  readonly spoilsFile?: true;
  /** It judges each place by itself, so also in a file of which a part was refused by its schema. */
  readonly ofEachPlace?: true;
  check(filed: Filed<Artefact>, context: LintContext): readonly Finding[];
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
