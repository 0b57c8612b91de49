import type { GridApi } from "ag-grid-community";
import { type RefObject, useEffect } from "react";
import { currencyOf, type TextContext } from "../../format/field-text.ts";
import type { FormRow, FormValues } from "../model/types.ts";
import type { LineColumn } from "./use-line-columns.ts";

/** The grid draws a row that is as it was no more, though its amounts are in another currency now. */
export function useCurrencyRefresh(
  api: RefObject<GridApi<FormRow> | null>,
  columns: readonly LineColumn[],
  { meta }: TextContext,
  header: FormValues,
): void {
  const currencies = columns.map(({ field }) => currencyOf(meta, field, undefined, header)).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what makes it necessary is the change of currencies
  useEffect(() => api.current?.refreshCells({ force: true }), [api, currencies]);
}
