import type { CompiledCall } from "../../calls/compiled-call.ts";
import type { CompiledExpression } from "../../compile/compile-expression-at.ts";
import type { Posting } from "../../types/index.ts";

export interface ResolvedPosting extends Posting {
  readonly compiled: {
    readonly date: CompiledExpression;
    readonly when: CompiledExpression | null;
    readonly entries: readonly {
      readonly id: string;
      readonly each: string | null;
      readonly when: CompiledExpression | null;
      readonly set: Readonly<Record<string, CompiledExpression>>;
      readonly fill: CompiledCall | null;
    }[];
    readonly linkPaths: readonly (readonly string[])[];
    readonly settingPaths: readonly (readonly string[])[];
  };
}
