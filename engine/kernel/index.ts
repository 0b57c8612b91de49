export { ACCOUNT_SCREENS, type AccountScreen } from "./account-screens.ts";
export { assert, mustExist } from "./assert.ts";
export { type Clock, clockIn, fixedClock, systemClock } from "./clock.ts";
export * from "./dates.ts";
export { Decimal, formatDecimal, parseDecimal, roundHalfUp } from "./decimal.ts";
export { ERROR_CATALOGUE, type ErrorCode, errorDefinition } from "./errors/catalogue.ts";
export type { ErrorDefinition } from "./errors/define-errors.ts";
export {
  type ErrorDetail,
  type ErrorOptions,
  errorDetail,
  fail,
  isPerfexError,
  PerfexError,
  rewordError,
} from "./errors/perfex-error.ts";
export { interpolate, interpolateText, LANGUAGES, type Language, type LocalizedText, localize } from "./i18n.ts";
export { isId, newId } from "./ids.ts";
export { localInstant } from "./local-instant.ts";
export { CURRENCY_DECIMALS, currencyDecimals, DEFAULT_CURRENCY } from "./money.ts";
export { atOnce, type Portions, STEPS_AT_ONCE } from "./portions.ts";
export { Arriving, type Soon, whenKnown } from "./soon.ts";
