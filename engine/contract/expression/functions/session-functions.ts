import { Decimal, roundHalfUp } from "../../../kernel/index.ts";
import { refuse } from "../refuse.ts";
import { BOOLEAN, DATE, DATETIME, NUMBER } from "../type-relations.ts";
import { canonicalInstant } from "../values/instant.ts";
import { texts } from "./argument-helpers.ts";
import type { FunctionDefinition } from "./definition.ts";

const today: FunctionDefinition = {
  name: "today",
  summary: { fr: "La date du jour de l'organisation.", en: "The organization's current date." },
  parameters: [],
  reads: "today",
  returns: () => DATE,
  evaluate: (_args, environment) => environment.today,
  sql: (_args, target) => target.today(),
};

const now: FunctionDefinition = {
  name: "now",
  summary: { fr: "L'instant présent.", en: "The current instant." },
  parameters: [],
  reads: "now",
  returns: () => DATETIME,
  evaluate: (_args, environment) => canonicalInstant(environment.now),
  sql: (_args, target) => target.now(),
};

const hasRole: FunctionDefinition = {
  name: "has_role",
  summary: { fr: "L'utilisateur a-t-il ce rôle ?", en: "Does the user have this role?" },
  parameters: [{ name: "role", kinds: ["text"] }],
  reads: "roles",
  returns: () => BOOLEAN,
  check: ([role]) => {
    // A role that is computed could not be checked when metadata is loaded, nor kept out of reach of data.
    if (role?.op === "constant" && typeof role.value === "string") return;
    const at = role ?? { start: 0, end: 0 };
    refuse("EXPRESSION_ARGUMENTS", at, { usage: 'has_role("role_id")' });
  },
  evaluate: ([role], environment) => environment.roles.has(role as string),
  sql: ([role], target) => (typeof role?.literal === "string" ? target.hasRole(role.literal) : null),
};

const roundMoney: FunctionDefinition = {
  name: "round_money",
  summary: {
    fr: "Arrondit au nombre de décimales de la devise (de l'organisation si absente).",
    en: "Rounds to the number of decimals of the currency (the organization's when absent).",
  },
  parameters: [
    { name: "x", kinds: ["number"] },
    { name: "currency", kinds: ["text"], optional: true },
  ],
  returns: () => NUMBER,
  evaluate: (args, environment) => {
    const [amount, currency] = args as unknown as readonly [Decimal, string | undefined];
    return roundHalfUp(amount, environment.currencyDecimals(currency));
  },
  sql: (args, target) => {
    const [amount, currency] = texts(args);
    const decimals = target.currencyDecimals?.(args.length > 1 ? currency : null);
    return decimals === undefined ? null : `round(${amount}, ${decimals})`;
  },
};

const moneyDecimals: FunctionDefinition = {
  name: "money_decimals",
  summary: {
    fr: "Nombre de décimales de la devise (de l'organisation si absente).",
    en: "Number of decimals of the currency (the organization's when absent).",
  },
  parameters: [{ name: "currency", kinds: ["text"], optional: true }],
  returns: () => NUMBER,
  evaluate: ([currency], environment) => new Decimal(environment.currencyDecimals(currency as string | undefined)),
  sql: (args, target) => {
    const [currency] = texts(args);
    const decimals = target.currencyDecimals?.(args.length > 0 ? (currency ?? null) : null);
    return decimals === undefined ? null : `(${decimals})::numeric`;
  },
};

export const SESSION_FUNCTIONS: readonly FunctionDefinition[] = [today, now, hasRole, roundMoney, moneyDecimals];
