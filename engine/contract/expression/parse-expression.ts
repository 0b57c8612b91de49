import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import { fail } from "../../kernel/index.ts";
import type { Ast } from "./ast.ts";
import { convertNode } from "./convert-node.ts";
import { LIMITS } from "./limits.ts";
import { refuse } from "./refuse.ts";
import { syntaxProblem } from "./syntax-problem.ts";

/** Words that cannot be used as a field id, because an expression could not name the field. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  (
    "true false null in as break const continue else for function if import let loop package namespace return var void " +
    "while __proto__ prototype"
  ).split(" "),
);

const parser = new Environment({
  limits: {
    maxAstNodes: LIMITS.nodes,
    maxDepth: LIMITS.depth,
    maxListElements: LIMITS.nodes,
    maxCallArguments: LIMITS.nodes,
    maxMapEntries: LIMITS.nodes,
  },
});

/**
 * Source text → closed syntax tree. Raises EXPRESSION_SYNTAX, EXPRESSION_TOO_LARGE, EXPRESSION_UNSUPPORTED
 * (CEL that this language leaves out) or EXPRESSION_LITERAL_INVALID, with the place in `data`.
 */
export function parseExpression(source: string): Ast {
  if (source.length > LIMITS.sourceLength) {
    fail("EXPRESSION_TOO_LARGE", { limit: LIMITS.sourceLength, unit_fr: "caractères", unit_en: "characters" });
  }
  return convertNode(parseCel(source), source, 1);
}

function parseCel(source: string): ASTNode {
  try {
    return parser.parse(source).ast;
  } catch (error) {
    // The parser is a foreign body: whatever it throws at a text, the text is what is wrong.
    const isParseError = error instanceof ParseError;
    const code = isParseError ? error.code : "";
    if (code === "limit_exceeded") {
      return fail("EXPRESSION_TOO_LARGE", { limit: LIMITS.nodes, unit_fr: "éléments", unit_en: "elements" });
    }
    const start = (isParseError && error.range?.start) || 0;
    const end = (isParseError && error.range?.end) || source.length;
    const problem = syntaxProblem(source[start] === "=" ? "single_equals" : code);
    return refuse("EXPRESSION_SYNTAX", { start, end }, { problem_fr: problem.fr, problem_en: problem.en });
  }
}
