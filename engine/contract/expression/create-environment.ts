import { currencyDecimals, DEFAULT_CURRENCY } from "../../kernel/index.ts";
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
  /** Currency of amounts that name none: the organization's. */
  readonly ownCurrency?: string;
}

/** An environment over plain objects, of which only own properties are read. */
export function createEnvironment(source: EnvironmentSource): Environment {
  const { document = {}, row, roots = {}, today, now, roles = new Set<string>() } = source;
  const { ownCurrency = DEFAULT_CURRENCY } = source;
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
    currencyDecimals: (code) => currencyDecimals(code ?? ownCurrency),
  };
}
