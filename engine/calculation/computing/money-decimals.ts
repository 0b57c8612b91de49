import type { ResolvedMoneyField } from "../../contract/index.ts";
import { readTextPath } from "../links/currency-path.ts";
import type { DocumentView } from "../links/document-view.ts";
import type { EnvironmentFactory } from "./environment-factory.ts";

/** Decimals of the currency a money field's path leads to, from its row or from the header; the organization's without path. */
export function moneyDecimals(
  { currencyPath }: ResolvedMoneyField,
  factory: EnvironmentFactory,
  document: DocumentView,
  row?: DocumentView,
): number {
  if (!currencyPath) return factory.decimalsOf(null);
  const isHeader = currencyPath[0] === "doc";
  const code = isHeader ? readTextPath(document, currencyPath, 1) : readTextPath(row ?? document, currencyPath);
  return factory.decimalsOf(code);
}
