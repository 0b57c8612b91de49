import type { HeaderPosition, TabToNextHeaderParams } from "ag-grid-community";

/** Not a row of headings, but those of the body. */
const BODY = -1;

/** A grid's headings are one stop of Tab: arrows go from one to the next, Tab into the rows, Shift+Tab out of the grid. */
export function leaveHeader({
  backwards,
  api,
}: Pick<TabToNextHeaderParams, "backwards" | "api">): HeaderPosition | false {
  const column = api.getAllDisplayedColumns()[0];
  return !backwards && column ? { headerRowIndex: BODY, column } : false;
}
