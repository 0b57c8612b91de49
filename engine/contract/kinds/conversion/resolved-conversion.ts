import type { CompiledExpression } from "../../compile/compile-expression-at.ts";
import type { Conversion } from "../../types/index.ts";

export interface ResolvedConversion extends Conversion {
  readonly compiled: {
    readonly when: CompiledExpression | null;
    readonly set: Readonly<Record<string, CompiledExpression>>;
    readonly lines: {
      readonly set: Readonly<Record<string, CompiledExpression>>;
      readonly where: CompiledExpression | null;
    } | null;
    readonly linkPaths: readonly (readonly string[])[];
    readonly settingPaths: readonly (readonly string[])[];
  };
}
