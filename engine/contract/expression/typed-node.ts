import type { Decimal } from "../../kernel/index.ts";
import type { Span } from "./ast.ts";
import type { FunctionDefinition } from "./functions/definition.ts";
import type { ExprType } from "./types.ts";

interface Typed extends Span {
  readonly type: ExprType;
}

export type Arithmetic = "+" | "-" | "*" | "/" | "%";
export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type ListFunctionName = "sum" | "count" | "min" | "max" | "avg" | "any" | "all" | "first";

/** Where a path begins: a root name, the scope's row, or the row of an enclosing list function (0 = outermost). */
export type PathOrigin =
  | { readonly from: "root" }
  | { readonly from: "row" }
  | { readonly from: "element"; readonly depth: number };

export type PathNode = Typed & { readonly op: "path"; readonly origin: PathOrigin; readonly names: readonly string[] };
export type CallNode = Typed & {
  readonly op: "call";
  readonly definition: FunctionDefinition;
  readonly args: readonly TypedNode[];
};
export type ListCallNode = Typed & {
  readonly op: "list_call";
  readonly name: ListFunctionName;
  readonly list: PathNode;
  readonly body: TypedNode | null;
  /** Number of enclosing list functions: the index of this one's row. */
  readonly depth: number;
};

/** The tree after checking: names resolved, operators chosen by type. */
export type TypedNode =
  | (Typed & { readonly op: "constant"; readonly value: Decimal | string | boolean | null })
  | PathNode
  | (Typed & { readonly op: "not" | "negate"; readonly operand: TypedNode })
  | (Typed & {
      readonly op: "logic";
      readonly operator: "&&" | "||";
      readonly left: TypedNode;
      readonly right: TypedNode;
    })
  | (Typed & {
      readonly op: "arithmetic";
      readonly operator: Arithmetic;
      readonly left: TypedNode;
      readonly right: TypedNode;
    })
  | (Typed & { readonly op: "concat"; readonly left: TypedNode; readonly right: TypedNode })
  | (Typed & {
      readonly op: "compare";
      readonly operator: Comparison;
      readonly left: TypedNode;
      readonly right: TypedNode;
    })
  | (Typed & { readonly op: "is_null"; readonly operand: TypedNode; readonly negated: boolean })
  | (Typed & { readonly op: "in_list"; readonly needle: TypedNode; readonly items: readonly TypedNode[] })
  | (Typed & { readonly op: "in_field"; readonly needle: TypedNode; readonly list: PathNode })
  | (Typed & {
      readonly op: "choose";
      readonly condition: TypedNode;
      readonly then: TypedNode;
      readonly otherwise: TypedNode;
    })
  | CallNode
  | ListCallNode;
