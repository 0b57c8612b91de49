import { fail } from "../../kernel/index.ts";
import type { Environment } from "./types.ts";

export interface EnvironmentSource {
  /** Its own properties are root names; it is also `doc` unless `roots` says otherwise. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly row?: Readonly<Record<string, unknown>>;
  /** Further roots: `user`, `organization`, `settings`, `params`, … */
  readonly roots?: Readonly<Record<string, unknown>>;
  readonly today: string;
  readonly now: string;
  readonly roles?: ReadonlySet<string>;
  readonly currencyDecimals?: (code?: string) => number;
}

export function createEnvironment(source: EnvironmentSource): Environment {
  return fail("ASSERTION_FAILED", { what: String(source) });
}
