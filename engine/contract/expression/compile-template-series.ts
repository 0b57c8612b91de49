import { fail } from "../../kernel/index.ts";
import type { CheckedExpression, Environment, Scope } from "./types.ts";

/** Everything of a number but the counter's value. */
export interface SeriesNumber {
  readonly prefix: string;
  readonly suffix: string;
  /** Least number of digits. */
  readonly digits: number;
  /** The finished number. */
  format(counter: number | bigint): string;
}

export interface CompiledSeries {
  readonly series: string;
  readonly digits: number;
  readonly expressions: readonly CheckedExpression[];
  render(environment: Environment): SeriesNumber;
}

export function compileTemplateSeries(series: string, scope: Scope): CompiledSeries {
  return fail("ASSERTION_FAILED", { what: `${series}${scope}` });
}
