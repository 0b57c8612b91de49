import { Skeleton } from "@mantine/core";
import type { ColDef, ICellRendererParams } from "ag-grid-community";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentAnswer } from "../../../engine/http/api-types.ts";
import { looksLike, looksOf } from "../field-types/field-looks.ts";
import { fieldText } from "../format/field-text.ts";
import { type Localize, useLocalize } from "../i18n/language.ts";
import { type ColumnSpec, isNumeric } from "../meta/columns.ts";
import { FieldValue } from "../shared/field-value.tsx";
import { useTextContext } from "../shared/use-text-context.ts";
import classes from "./list.module.css";
import type { TotalRow } from "./total-rows.ts";

/** Width of the document number, drawn from a series of known shape. */
const NUMBER_WIDTH = 148;

interface CellContext {
  readonly column: ColumnSpec;
  /** Set on the first column: the cell is the link to the document. */
  readonly addressOf: ((id: string) => string) | undefined;
}

/** Columns of the grid: width and side by type, links in the first one, sort as the address says. */
export function columnDefinitions(
  columns: readonly ColumnSpec[],
  sort: readonly string[],
  addressOf: (id: string) => string,
  localize: Localize,
): ColDef<DocumentAnswer>[] {
  return columns.map((column, index) => {
    const context: CellContext = { column, addressOf: index === 0 ? addressOf : undefined };
    const sortIndex = sort.findIndex((item) => item.replace(/^-/, "") === column.path);
    const width = column.path === "number" ? NUMBER_WIDTH : looksOf(column.field).room[0];
    return {
      colId: column.path,
      headerComponentParams: { innerHeaderComponent: HeaderText, innerHeaderComponentParams: { column } },
      headerName: localize(column.label),
      sortable: looksLike(column.field, "sortable"),
      sort: sortIndex < 0 ? null : sort[sortIndex]!.startsWith("-") ? "desc" : "asc",
      sortIndex: sortIndex < 0 ? null : sortIndex,
      type: isNumeric(column.field) ? "rightAligned" : undefined,
      ...(typeof width === "number" ? { width, minWidth: 80 } : { flex: flexOf(column), minWidth: 110 }),
      cellRenderer: ListCell,
      cellRendererParams: context,
    };
  });
}

/** Names of linked documents need more room than a short text. */
function flexOf({ field }: ColumnSpec): number {
  if (looksOf(field).room[0] === "much") return 1.8;
  return field.type === "text" && (field.max ?? 140) <= 40 ? 0.8 : 1.2;
}

function HeaderText({ column }: { readonly column: ColumnSpec }) {
  return <span>{useLocalize()(column.label)}</span>;
}

function ListCell({ data, node, column, addressOf }: ICellRendererParams<DocumentAnswer> & CellContext) {
  const { t } = useTranslation();
  if (!data) return <Skeleton h={9} w={`${45 + (((node.rowIndex ?? 0) * 13 + column.path.length * 17) % 45)}%`} />;
  const value = <FieldValue field={column.field} path={column.path} document={data} />;
  if (node.rowPinned) {
    const { $kind, $unit } = data as unknown as TotalRow;
    const isBlank = data[column.path] === undefined || data[column.path] === null;
    if (isBlank) return addressOf ? <span className={classes["total"]}>{t(`list.totals.${$kind}`)}</span> : null;
    const unit = "unit" in column.field && $unit !== null ? `\u00a0${$unit}` : null;
    return (
      <span className={classes["total"]}>
        {value}
        {unit}
      </span>
    );
  }
  if (!addressOf) return value;
  return (
    <Link className={classes["first"]} to={addressOf(data.id)} tabIndex={-1}>
      <FirstText column={column} document={data} />
    </Link>
  );
}

/** A first column without value still needs something to click on. */
function FirstText({ column, document }: { readonly column: ColumnSpec; readonly document: DocumentAnswer }) {
  const { t } = useTranslation();
  const text = fieldText(useTextContext(), column.field, column.path, document);
  if (text) return <FieldValue field={column.field} path={column.path} document={document} />;
  return (
    <span className={classes["unnamed"]}>{t(column.path === "number" ? "list.unnumbered" : "list.untitled")}</span>
  );
}
