import { fail } from "../../kernel/index.ts";
import { refuseType } from "./check/type-problem.ts";
import { checkExpression } from "./check-expression.ts";
import { compileExpression } from "./compile-expression.ts";
import { plainText } from "./functions/text-functions.ts";
import { type SeriesPart, splitSeries } from "./series/split-series.ts";
import { TEXT } from "./type-relations.ts";
import type { CheckedExpression, Environment, Scope } from "./types.ts";

/** Everything of a number but the counter's value. */
export interface SeriesNumber {
  /** Text before the counter. */
  readonly prefix: string;
  /** Text after the counter. */
  readonly suffix: string;
  /** Least number of digits of the counter. */
  readonly digits: number;
  /** What the counter counts for: each distinct key has its own numbers. `FA-2026-{00000}` */
  readonly key: string;
  /** The finished number; a counter with more digits keeps them all. */
  format(counter: number | bigint): string;
}

export interface CompiledSeries {
  readonly series: string;
  readonly digits: number;
  /** Of the parts in braces, in order. */
  readonly expressions: readonly CheckedExpression[];
  /** Raises EXPRESSION_SERIES_BLANK when a part is null or blank: a number must not have a hole. */
  render(environment: Environment): SeriesNumber;
}

/** Compiles a number series such as `FA-{year(issue_date)}-{00000}`. Raises EXPRESSION_SERIES and what `checkExpression` raises. */
export function compileTemplateSeries(series: string, scope: Scope): CompiledSeries {
  const parts = splitSeries(series).map((part) => compilePart(part, scope));
  const counterAt = parts.findIndex((part) => part.digits > 0);
  const digits = parts[counterAt]?.digits ?? 0;
  const renderAll = (from: number, to: number, environment: Environment): string =>
    parts
      .slice(from, to)
      .map((part) => part.render(environment))
      .join("");
  return {
    series,
    digits,
    expressions: parts.flatMap((part) => part.expression ?? []),
    render: (environment) => {
      const prefix = renderAll(0, counterAt, environment);
      const suffix = renderAll(counterAt + 1, parts.length, environment);
      const format = (counter: number | bigint): string => prefix + String(counter).padStart(digits, "0") + suffix;
      return { prefix, suffix, digits, key: `${prefix}{${"0".repeat(digits)}}${suffix}`, format };
    },
  };
}

/** Kinds of value a number may contain. */
const WRITABLE: ReadonlySet<string> = new Set(["text", "number", "date"]);

interface CompiledPart {
  /** Of the counter, else 0. */
  readonly digits: number;
  readonly expression?: CheckedExpression;
  render(environment: Environment): string;
}

function compilePart(part: SeriesPart, scope: Scope): CompiledPart {
  if (part.kind === "text") return { digits: 0, render: () => part.text };
  if (part.kind === "counter") return { digits: part.digits, render: () => "" };
  const expression = checkExpression(part.source, scope);
  if (!WRITABLE.has(expression.type.kind)) refuseType(expression.ast, TEXT, expression.type);
  const evaluate = compileExpression(expression);
  return {
    digits: 0,
    expression,
    render: (environment) => plainText(evaluate(environment)) || fail("EXPRESSION_SERIES_BLANK", { part: part.source }),
  };
}
