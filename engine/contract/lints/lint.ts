import type { CheckedExpression } from "../expression/index.ts";
import type { Finding } from "../finding.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import type { Scopes } from "../scopes/scopes.ts";

/** What a lint may look at. */
export interface LintContext {
  readonly model: MetadataModel;
  readonly scopes: Scopes;
  /** Checked expressions by slot key; empty for `structure` lints. */
  readonly expressions: ReadonlyMap<string, CheckedExpression>;
}

/**
 * One rule of the language that a JSON Schema cannot say.
 * `structure`: names that must exist; expressions are checked, and `meaning` lints run, only when these find no error,
 * so that one wrong name is one finding.
 */
export interface Lint {
  readonly id: string;
  readonly phase: "structure" | "meaning";
  check(context: LintContext): readonly Finding[];
}
