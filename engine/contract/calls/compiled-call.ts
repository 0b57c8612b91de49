import type { CompiledExpression } from "../compile/compile-expression-at.ts";
import type { FunctionDeclaration, Named } from "../types/index.ts";

/** A function that values are computed by: where its algorithm lies, and what it declares. */
export interface CalledFunction {
  readonly module: string;
  readonly declaration: FunctionDeclaration;
}

/** A call with its expressions ready to run. */
export interface CompiledCall {
  readonly called: CalledFunction;
  /** Over the document. */
  readonly input: Readonly<Record<string, CompiledExpression>>;
  /** Over the document, with each row of the table as `line`. */
  readonly lists: readonly CompiledList[];
  /** Column → member of the objects in `rows`. */
  readonly columns: Named<string>;
}

export interface CompiledList {
  readonly name: string;
  readonly each: string;
  readonly set: Readonly<Record<string, CompiledExpression>>;
}
