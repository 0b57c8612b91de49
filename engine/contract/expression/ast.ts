/** Where a node stands in the source: offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||" | "in";

/** A name in a path, with its own place. */
export interface PathName extends Span {
  readonly name: string;
}

/** The closed syntax tree: nothing else can be written. */
export type Ast =
  /** `digits` is the exact decimal as written: "0.10". */
  | (Span & { readonly op: "number"; readonly digits: string })
  | (Span & { readonly op: "text"; readonly text: string })
  | (Span & { readonly op: "boolean"; readonly value: boolean })
  | (Span & { readonly op: "null" })
  | (Span & { readonly op: "path"; readonly names: readonly PathName[] })
  | (Span & { readonly op: "not" | "negate"; readonly operand: Ast })
  | (Span & { readonly op: "binary"; readonly operator: BinaryOperator; readonly left: Ast; readonly right: Ast })
  | (Span & { readonly op: "choose"; readonly condition: Ast; readonly then: Ast; readonly otherwise: Ast })
  | (Span & { readonly op: "list"; readonly items: readonly Ast[] })
  | (Span & { readonly op: "call"; readonly name: string; readonly args: readonly Ast[] });
