import { type AnyNode, type BlockStatement, type CatchClause, type Node, parse } from "acorn";
import { fullAncestor } from "acorn-walk";
import { patternProblem } from "../../contract/index.ts";
import { textsOf } from "./count-texts.ts";

/** Names the counted text calls; the sandbox gives them their meaning. */
export const STEP = "$step";
export const SPREAD = "$spread";
export const CAUGHT = "$caught";
export const TEXT = "$text";

/** What has no place in a function that is computed at once and counted. */
export class NotCountable extends Error {}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * JavaScript that calls `$step()` each time a loop goes round and each time a function begins, and `$spread(…)` on what is
 * spread, `$text(…)` on what may be a text made longer or gone through, and `$caught(…)` before anything is done about an error. Raises NotCountable for what would run uncounted: promises, generators that wait, code from elsewhere, big integers,
 * regular expressions that may backtrack without end.
 */
export function countSteps(source: string): string {
  const insertions: Insertion[] = [];
  fullAncestor(parse(source, { ecmaVersion: 2023, sourceType: "script" }), (node, _state, ancestors) => {
    const known = node as AnyNode;
    refuse(known);
    insertions.push(...insertionsFor(known));
    const parent = ancestors.at(-2) as AnyNode | undefined;
    for (const text of textsOf(known, parent)) insertions.push(...around(text, `${TEXT}(`, ")"));
  });
  return applied(source, insertions);
}

function refuse(node: AnyNode): void {
  switch (node.type) {
    case "AwaitExpression":
    case "ImportExpression":
      throw new NotCountable("it waits for something");
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      if (node.async) throw new NotCountable("it waits for something");
      break;
    case "TryStatement":
      if (node.finalizer) throw new NotCountable("what is done finally is done when it should be over");
      break;
    case "Literal":
      if (node.bigint) throw new NotCountable("it uses big integers");
      if (node.regex && patternProblem(looking(node.regex.pattern)) !== null)
        throw new NotCountable(`the pattern ${node.raw} may take without end`);
      break;
  }
}

/** What looks ahead or back matches no faster than what takes what it sees. */
const looking = (pattern: string): string => pattern.replaceAll(/\(\?<?[=!]/g, "(?:");

function insertionsFor(node: AnyNode): readonly Insertion[] {
  switch (node.type) {
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return counted(node.body);
    case "FunctionDeclaration":
    case "FunctionExpression":
      return counted(node.body);
    case "ArrowFunctionExpression":
      return node.expression ? around(node.body, `(${STEP}(),`, ")") : counted(node.body);
    case "CatchClause":
      return caught(node);
    case "SpreadElement":
      return around(node.argument, `${SPREAD}(`, ")");
    default:
      return [];
  }
}

/** Before the first statement, but behind directives: those hold only where they come first. */
function counted(body: AnyNode): readonly Insertion[] {
  if (body.type !== "BlockStatement") return around(body, `{${STEP}();`, "}");
  return begun(body, `${STEP}();`);
}

function begun({ body, end }: BlockStatement, text: string): readonly Insertion[] {
  const first = body.find((statement) => !("directive" in statement && statement.directive));
  return [{ at: first?.start ?? end - 1, text }];
}

function caught({ param, body }: CatchClause): readonly Insertion[] {
  if (!param) return [{ at: body.start, text: `($error)` }, ...begun(body, `${CAUGHT}($error);`)];
  if (param.type !== "Identifier") throw new NotCountable("it takes an error apart");
  return begun(body, `${CAUGHT}(${param.name});`);
}

const around = ({ start, end }: Node, before: string, after: string): readonly Insertion[] => [
  { at: start, text: before },
  { at: end, text: after },
];

/** Nodes are visited inside out, so of two that begin at one place the outer one's text comes first, and last where they end. */
function applied(source: string, insertions: readonly Insertion[]): string {
  const at = new Map<number, { before: string; after: string }>();
  for (const { at: place, text } of insertions) {
    const found = at.get(place) ?? { before: "", after: "" };
    if (text.startsWith(")") || text.startsWith("}")) found.after += text;
    else found.before = text + found.before;
    at.set(place, found);
  }
  let result = "";
  let from = 0;
  for (const place of [...at.keys()].sort((a, b) => a - b)) {
    const { before, after } = at.get(place) ?? { before: "", after: "" };
    result += source.slice(from, place) + after + before;
    from = place;
  }
  return result + source.slice(from);
}
