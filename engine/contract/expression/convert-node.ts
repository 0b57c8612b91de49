import type { ASTNode } from "@marcbachmann/cel-js";
import { fail } from "../../kernel/index.ts";
import type { Ast, PathName, Span } from "./ast.ts";
import { LIMITS } from "./limits.ts";
import { refuse } from "./refuse.ts";

const NUMBER = new RegExp(`^\\d{1,${LIMITS.integerDigits}}(\\.\\d{1,${LIMITS.decimals}})?$`);
/** Half of a surrogate pair, or NUL: neither can be stored as text. */
const UNSTORABLE = /\0|[\ud800-\udfff]/u;
/** The parser's node → ours, leaving out what the language does not have. */
export function convertNode(node: ASTNode, source: string, depth: number): Ast {
  if (depth > LIMITS.depth) {
    fail("EXPRESSION_TOO_LARGE", {
      limit: LIMITS.depth,
      unit_fr: "niveaux d'imbrication",
      unit_en: "levels of nesting",
    });
  }
  const span: Span = { start: node.start, end: node.end };
  const convert = (child: ASTNode): Ast => convertNode(child, source, depth + 1);
  switch (node.op) {
    case "value":
      return convertLiteral(node.args, source, span);
    case "id":
      return { ...span, op: "path", names: [{ ...span, name: node.args }] };
    case ".":
      return { ...span, op: "path", names: pathNames(node) };
    case "!_":
      return { ...span, op: "not", operand: convert(node.args) };
    case "-_":
      return { ...span, op: "negate", operand: convert(node.args) };
    case "?:": {
      const [condition, then, otherwise] = node.args;
      return {
        ...span,
        op: "choose",
        condition: convert(condition),
        then: convert(then),
        otherwise: convert(otherwise),
      };
    }
    case "list":
      return { ...span, op: "list", items: node.args.map(convert) };
    case "call":
      return { ...span, op: "call", name: node.args[0], args: node.args[1].map(convert) };
    case "rcall":
      return refuseMethod(node.args[0], span);
    case "[]":
    case "[?]":
    case ".?":
    case "map":
      return refuseConstruct(node.op, span);
    default: {
      const [left, right] = node.args;
      return { ...span, op: "binary", operator: node.op, left: convert(left), right: convert(right) };
    }
  }
}

/** `a.b.c`: only a chain of names has fields; a computed value has none. */
function pathNames(node: ASTNode): PathName[] {
  const names: PathName[] = [];
  let current = node;
  while (current.op === ".") {
    const [owner, name] = current.args;
    names.unshift({ name, start: current.pos, end: current.end });
    current = owner;
  }
  if (current.op !== "id") {
    return refuse("EXPRESSION_UNSUPPORTED", current, {
      construct_fr: "les champs d'une valeur calculée : nommez le champ dans chaque branche",
      construct_en: "fields of a computed value: name the field inside each branch",
    });
  }
  names.unshift({ name: current.args, start: current.start, end: current.end });
  return names;
}

function convertLiteral(value: unknown, source: string, span: Span): Ast {
  if (value === null) return { ...span, op: "null" };
  if (typeof value === "boolean") return { ...span, op: "boolean", value };
  if (typeof value === "string") {
    if (UNSTORABLE.test(value)) return refuseLiteral(source, span, "un texte enregistrable", "text that can be stored");
    return { ...span, op: "text", text: value };
  }
  if (typeof value === "bigint" || typeof value === "number") {
    // The parser's own number is a double: the digits are taken from the source, so that 0.1 stays 0.1.
    const digits = source.slice(span.start, span.end);
    if (NUMBER.test(digits)) return { ...span, op: "number", digits };
  }
  return refuseLiteral(source, span, "un nombre décimal", "a decimal number");
}

function refuseLiteral(source: string, span: Span, expectedFr: string, expectedEn: string): never {
  const literal = source.slice(span.start, span.end);
  return refuse("EXPRESSION_LITERAL_INVALID", span, { literal, expected_fr: expectedFr, expected_en: expectedEn });
}

function refuseMethod(name: string, span: Span): never {
  return refuse("EXPRESSION_UNSUPPORTED", span, {
    construct_fr: `l'écriture « valeur.${name}(…) » : écrivez « ${name}(valeur, …) »`,
    construct_en: `the form “value.${name}(…)”: write “${name}(value, …)”`,
  });
}

function refuseConstruct(op: "[]" | "[?]" | ".?" | "map", span: Span): never {
  if (op === "map") {
    return refuse("EXPRESSION_UNSUPPORTED", span, {
      construct_fr: "les objets « { } »",
      construct_en: "objects “{ }”",
    });
  }
  return refuse("EXPRESSION_UNSUPPORTED", span, {
    construct_fr: "l'accès « liste[n] » : utilisez first(liste, expression)",
    construct_en: "the access “list[n]”: use first(list, expression)",
  });
}
