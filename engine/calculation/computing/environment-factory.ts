import { createEnvironment, type Environment, ORGANIZATION_DOCTYPE } from "../../contract/index.ts";
import { currencyDecimals, DEFAULT_CURRENCY } from "../../kernel/index.ts";
import type { DocumentView } from "../links/document-view.ts";
import type { LinkedDocuments } from "../links/linked-documents.ts";

/** What is the same for every expression of one computation, whatever the document. */
export interface Surroundings {
  readonly user: { readonly id: string; readonly email: string; readonly roles: readonly string[] };
  readonly today: string;
  readonly now: string;
  readonly timeZone: string;
  /** Code of the organization's currency, where it is known. */
  readonly currency: string | null;
}

export interface EnvironmentParts {
  readonly document: DocumentView;
  readonly row?: DocumentView;
  /** Roots beyond the usual ones, e.g. `group`, `doc`. */
  readonly roots?: Readonly<Record<string, unknown>>;
}

/** Gives each expression of one computation the same user, organization, settings, date and currencies. */
export interface EnvironmentFactory {
  (parts: EnvironmentParts): Environment;
  readonly decimalsOf: (currency: string | null) => number;
}

export function createEnvironmentFactory(
  { user, today, now, timeZone, currency }: Surroundings,
  links: LinkedDocuments,
): EnvironmentFactory {
  const ownCurrency = currency ?? DEFAULT_CURRENCY;
  const decimalsOf = (code: string | null) => currencyDecimals(code ?? ownCurrency);
  const roles = new Set(user.roles);
  const roots = {
    user,
    organization: links.singles.get(ORGANIZATION_DOCTYPE) ?? null,
    settings: Object.fromEntries(links.singles),
  };
  const create = ({ document, row, roots: ownRoots }: EnvironmentParts) =>
    createEnvironment({ document, row, roots, ownRoots, today, now, timeZone, roles, ownCurrency });
  return Object.assign(create, { decimalsOf });
}
