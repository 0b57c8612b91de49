import { currencyDecimals } from "../../kernel/index.ts";
import type { Environment } from "./types.ts";

type Values = Readonly<Record<string, unknown>>;

export interface EnvironmentSource {
  /** Its own properties are root names; it is also `doc` unless `roots` says otherwise. */
  readonly document?: Values;
  readonly row?: Values;
  /** Further roots: `user`, `organization`, `settings`, `params`, … */
  readonly roots?: Values;
  readonly today: string;
  readonly now: string;
  /** None unless told. */
  readonly roles?: ReadonlySet<string>;
  /** ISO 4217, and two decimals for the organization's currency, unless told. */
  readonly currencyDecimals?: (code?: string) => number;
}

/** An environment over plain objects, of which only own properties are read. */
export function createEnvironment(source: EnvironmentSource): Environment {
  const { document = {}, row, roots = {}, today, now, roles = new Set<string>() } = source;
  return {
    get: (root) => {
      if (Object.hasOwn(document, root)) return document[root];
      if (Object.hasOwn(roots, root)) return roots[root];
      return root === "doc" ? document : undefined;
    },
    row,
    today,
    now,
    roles,
    currencyDecimals: source.currencyDecimals ?? ((code) => (code === undefined ? 2 : currencyDecimals(code))),
  };
}
