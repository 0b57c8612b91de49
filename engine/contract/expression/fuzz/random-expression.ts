import type { RandomSource } from "./random-source.ts";

export type GeneratedKind = "number" | "boolean" | "text" | "date";

/** Which names and functions may appear. */
export interface ExpressionVocabulary {
  readonly fields: Readonly<Record<GeneratedKind, readonly string[]>>;
  /** Fields of a row, or nothing when list functions must not appear. */
  readonly rowFields?: Readonly<Record<GeneratedKind, readonly string[]>>;
}

/** A well-typed expression of the given kind. */
export function randomExpression(
  kind: GeneratedKind,
  depth: number,
  random: RandomSource,
  words: ExpressionVocabulary,
): string {
  const generate = (of: GeneratedKind): string => randomExpression(of, depth - 1, random, words);
  if (depth <= 0 || random.oneIn(5)) return leaf(kind, random, words);
  const rows = words.rowFields;
  if (rows && random.oneIn(6)) return overRows(kind, depth, random, { fields: rows });
  if (random.oneIn(8)) return `(${generate("boolean")} ? ${generate(kind)} : ${generate(kind)})`;
  if (random.oneIn(8)) return `coalesce(${generate(kind)}, ${generate(kind)})`;
  const make: Readonly<Record<GeneratedKind, () => string>> = {
    number: () => numberExpression(generate, random),
    boolean: () => booleanExpression(generate, random),
    text: () => textExpression(generate, random),
    date: () => dateExpression(generate, random),
  };
  return make[kind]();
}

type Generate = (kind: GeneratedKind) => string;

function leaf(kind: GeneratedKind, random: RandomSource, { fields }: ExpressionVocabulary): string {
  if (random.oneIn(12)) return "null";
  if (random.oneIn(2)) return random.pick(fields[kind]);
  switch (kind) {
    case "number":
      return random.pick([
        "0",
        "1",
        "2",
        "3",
        "7",
        "10",
        "0.5",
        "0.01",
        "1.005",
        "99.99",
        "1000000",
        "0.00000000000000000003",
      ]);
    case "boolean":
      return random.pick(["true", "false"]);
    case "text":
      return random.pick(["'a'", "'Été'", "''", "'unpaid'", "'12.5'", "'2026-02-28'", "'😀'", "'%_'", '"it\'s"']);
    case "date":
      return random.pick(["today()", "date('2024-02-29')", "date('1999-12-31')", "date('2026-01-31')"]);
  }
}

function numberExpression(generate: Generate, random: RandomSource): string {
  const a = generate("number");
  switch (random.below(9)) {
    case 0:
      return `-${a}`;
    case 1:
      return `round(${a}, ${random.below(6)})`;
    case 2:
      return `${random.pick(["abs", "floor", "ceil"])}(${a})`;
    case 3:
      return `${random.pick(["min", "max"])}(${a}, ${generate("number")})`;
    case 4:
      return random.pick([`length(${generate("text")})`, `number(trim(${generate("text")}))`]);
    case 5:
      return random.pick([
        `${random.pick(["year", "month", "day", "quarter"])}(${generate("date")})`,
        `days_between(${generate("date")}, ${generate("date")})`,
      ]);
    default:
      return `(${a} ${random.pick(["+", "-", "*", "/", "%"])} ${generate("number")})`;
  }
}

function booleanExpression(generate: Generate, random: RandomSource): string {
  const kind = random.pick(["number", "number", "text", "date", "boolean"] as const);
  switch (random.below(6)) {
    case 0:
      return `!${generate("boolean")}`;
    case 1:
      return `(${generate("boolean")} ${random.pick(["&&", "||"])} ${generate("boolean")})`;
    case 2:
      return `(${generate(kind)} ${random.pick(["==", "!="])} ${random.oneIn(4) ? "null" : generate(kind)})`;
    case 3:
      return `(${generate(kind)} in [${generate(kind)}, ${generate(kind)}])`;
    case 4:
      return `${random.pick(["contains", "starts_with", "ends_with"])}(${generate("text")}, ${generate("text")})`;
    default: {
      const ordered = kind === "boolean" ? "number" : kind;
      return `(${generate(ordered)} ${random.pick(["<", "<=", ">", ">="])} ${generate(ordered)})`;
    }
  }
}

function textExpression(generate: Generate, random: RandomSource): string {
  switch (random.below(5)) {
    case 0:
      // The middle says that it is texts that are added, even when both ends are null.
      return `(${generate("text")} + '-' + ${generate("text")})`;
    case 1:
      return `${random.pick(["upper", "lower", "trim"])}(${generate("text")})`;
    case 2:
      return `substring(${generate("text")}, ${generate("number")}, ${generate("number")})`;
    case 3:
      return `pad(${generate("number")}, ${1 + random.below(6)})`;
    default:
      return `text(${generate(random.pick(["number", "text", "date", "boolean"] as const))})`;
  }
}

function dateExpression(generate: Generate, random: RandomSource): string {
  switch (random.below(4)) {
    case 0:
      return `${random.pick(["add_days", "add_months"])}(${generate("date")}, ${generate("number")})`;
    case 1:
      return `${random.pick(["start_of_month", "end_of_month"])}(${generate("date")})`;
    case 2:
      return `date(trim(${generate("text")}))`;
    default:
      return `${random.pick(["min", "max"])}(${generate("date")}, ${generate("date")})`;
  }
}

function overRows(kind: GeneratedKind, depth: number, random: RandomSource, words: ExpressionVocabulary): string {
  const body = (of: GeneratedKind): string => randomExpression(of, Math.min(depth - 1, 2), random, words);
  switch (kind) {
    case "number":
      return random.oneIn(4)
        ? `count(lines, ${body("boolean")})`
        : `${random.pick(["sum", "avg", "min", "max", "first"])}(lines, ${body("number")})`;
    case "boolean":
      return `${random.pick(["any", "all"])}(lines, ${body("boolean")})`;
    default:
      return `${random.pick(["first", "min", "max"])}(lines, ${body(kind)})`;
  }
}
