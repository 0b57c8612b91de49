import { createEnvironment, type Environment } from "../../contract/index.ts";
import { currencyDecimals } from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";
import { organizationCurrencyPath, readTextPath } from "./currency-path.ts";
import type { DocumentView } from "./document-view.ts";
import type { LinkedRecords } from "./linked-records.ts";

/** The currency of amounts that name none, where the organization does not say. */
const DEFAULT_CURRENCY = "EUR";

export interface EnvironmentParts {
  readonly document: DocumentView;
  readonly row?: DocumentView;
  /** Roots beyond the usual ones, e.g. `group`, `doc`. */
  readonly roots?: Readonly<Record<string, unknown>>;
}

/** Gives each expression of one write the same user, organization, settings, date and currencies. */
export interface EnvironmentFactory {
  (parts: EnvironmentParts): Environment;
  readonly decimalsOf: (currency: string | null) => number;
}

export function createEnvironmentFactory(ctx: RequestContext, links: LinkedRecords): EnvironmentFactory {
  const { principal, registry, clock } = ctx;
  const organization = links.singles.get("organization") ?? null;
  const currencyPath = organizationCurrencyPath(registry);
  const ownCurrency = (currencyPath && readTextPath(organization, currencyPath)) ?? DEFAULT_CURRENCY;
  const decimalsOf = (code?: string | null) => currencyDecimals(code ?? ownCurrency);
  const common = {
    today: clock.today(),
    now: clock.now(),
    roles: new Set(principal.roles),
  };
  const roots = {
    user: { id: principal.id, email: principal.email, roles: principal.roles },
    organization,
    settings: Object.fromEntries(links.singles),
  };
  const create = ({ document, row, roots: more }: EnvironmentParts) =>
    createEnvironment({
      document,
      row,
      roots: more ? { ...roots, ...more } : roots,
      today: common.today,
      now: common.now,
      roles: common.roles,
      currencyDecimals: decimalsOf,
    });
  return Object.assign(create, { decimalsOf });
}
