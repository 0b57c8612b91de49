import type { Decimal } from "../../kernel/index.ts";
import type { Span } from "./ast.ts";
import type { FunctionDefinition } from "./functions/definition.ts";
import type { ListFunction } from "./functions/list-functions.ts";
import type { ExprType } from "./types.ts";

interface Typed extends Span {
  readonly type: ExprType;
}

export type Arithmetic = "+" | "-" | "*" | "/" | "%";
export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** Where a path begins: a root name, the scope's row, or the row of an enclosing list function (0 = outermost). */
export type PathOrigin =
  | { readonly from: "root" }
  | { readonly from: "row" }
  | { readonly from: "element"; readonly depth: number };

export interface ConstantNode extends Typed {
  readonly op: "constant";
  readonly value: Decimal | string | boolean | null;
}
export interface PathNode extends Typed {
  readonly op: "path";
  readonly origin: PathOrigin;
  readonly names: readonly string[];
}
export interface UnaryNode extends Typed {
  readonly op: "not" | "negate";
  readonly operand: TypedNode;
}
export interface LogicNode extends Typed {
  readonly op: "logic";
  readonly operator: "&&" | "||";
  readonly left: TypedNode;
  readonly right: TypedNode;
}
export interface ArithmeticNode extends Typed {
  readonly op: "arithmetic";
  readonly operator: Arithmetic;
  readonly left: TypedNode;
  readonly right: TypedNode;
}
export interface ConcatNode extends Typed {
  readonly op: "concat";
  readonly left: TypedNode;
  readonly right: TypedNode;
}
export interface CompareNode extends Typed {
  readonly op: "compare";
  readonly operator: Comparison;
  readonly left: TypedNode;
  readonly right: TypedNode;
}
export interface IsNullNode extends Typed {
  readonly op: "is_null";
  readonly operand: TypedNode;
  readonly negated: boolean;
}
/** `x in [a, b]`. */
export interface InItemsNode extends Typed {
  readonly op: "in_items";
  readonly needle: TypedNode;
  readonly items: readonly TypedNode[];
}
/** `x in tags`. */
export interface InListNode extends Typed {
  readonly op: "in_list";
  readonly needle: TypedNode;
  readonly list: TypedNode;
}
export interface ChooseNode extends Typed {
  readonly op: "choose";
  readonly condition: TypedNode;
  readonly then: TypedNode;
  readonly otherwise: TypedNode;
}
export interface ListNode extends Typed {
  readonly op: "list";
  readonly items: readonly TypedNode[];
}
export interface CallNode extends Typed {
  readonly op: "call";
  readonly definition: FunctionDefinition;
  readonly args: readonly TypedNode[];
}
export interface ListCallNode extends Typed {
  readonly op: "list_call";
  readonly definition: ListFunction;
  readonly list: PathNode;
  readonly body: TypedNode | null;
  /** Number of enclosing list functions: the index of this one's row. */
  readonly depth: number;
}

/** The tree after checking: names resolved, operators chosen by type. */
export type TypedNode =
  | ConstantNode
  | PathNode
  | UnaryNode
  | LogicNode
  | ArithmeticNode
  | ConcatNode
  | CompareNode
  | IsNullNode
  | InItemsNode
  | InListNode
  | ChooseNode
  | ListNode
  | CallNode
  | ListCallNode;
