import type { CompiledExpression } from "../../compile/compile-expression-at.ts";
import type { Print } from "../../types/index.ts";

export interface ResolvedPrint extends Print {
  readonly compiled: {
    /** Id of its template. */
    readonly template: string;
    readonly fileName: CompiledExpression | null;
    readonly linkPaths: readonly (readonly string[])[];
    readonly settingPaths: readonly (readonly string[])[];
  };
}
