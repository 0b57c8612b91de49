import type { CompiledExpression } from "../../compile/compile-expression-at.ts";
import type { Workflow } from "../../types/index.ts";

export interface ResolvedWorkflow extends Workflow {
  readonly compiled: {
    /** Conditions of transitions by transition id. */
    readonly when: Readonly<Record<string, CompiledExpression>>;
    /** Conditions of states for documents of before, the first one met counts. */
    readonly existing: readonly { readonly state: string; readonly condition: CompiledExpression }[];
    readonly linkPaths: readonly (readonly string[])[];
    readonly settingPaths: readonly (readonly string[])[];
  };
}
