import type { ResolvedMoneyField } from "../../contract/index.ts";
import { readTextPath } from "../links/currency-path.ts";
import type { DocumentView } from "../links/document-view.ts";
import type { EnvironmentFactory } from "./environment-factory.ts";

/** Decimals of the currency a money field's path leads to, from its row or from the header; the organization's without path. */
export function moneyDecimals(
  field: ResolvedMoneyField,
  factory: EnvironmentFactory,
  document: DocumentView,
  row?: DocumentView,
): number {
  if (!field.currencyPath) return factory.decimalsOf(null);
  const [first, ...rest] = field.currencyPath;
  const code = first === "doc" ? readTextPath(document, rest) : readTextPath(row ?? document, field.currencyPath);
  return factory.decimalsOf(code);
}
