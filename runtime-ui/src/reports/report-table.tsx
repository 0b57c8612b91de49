import { Anchor, UnstyledButton } from "@mantine/core";
import type { CellStyle, ColDef, ColGroupDef, ICellRendererParams } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import { formatCount } from "../format/numbers.ts";
import { registerGridModules } from "../grid/grid-modules.ts";
import { gridTheme } from "../grid/grid-theme.ts";
import { useGridTexts } from "../grid/use-grid-texts.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { drillAddress } from "./drill-address.ts";
import classes from "./report.module.css";
import { isFigureColumn, type ReportColumn, type ReportRow, reportCellText } from "./report-cell-text.ts";

registerGridModules();

export type OnFigure = (row: ReportRow, column: ReportColumn) => void;

interface ReportTableProps {
  readonly answer: ReportAnswer;
  readonly onFigure: OnFigure;
}

/** The figures, totals below; every figure leads to what it is made of. */
export function ReportTable({ answer, onFigure }: ReportTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localize = useLocalize();
  const { columns, rows, totals, opening } = answer;
  const definitions = useMemo(
    () => groupedDefinitions(columns, answer, onFigure, localize),
    [columns, answer, onFigure, localize],
  );
  const shown = useMemo(
    () => (opening ? [{ ...opening, $kind: "opening" } as ReportRow, ...rows] : [...rows]),
    [opening, rows],
  );
  const isCut = answer.row_count > rows.length;
  return (
    <>
      <div className={classes["table"]}>
        <AgGridReact<ReportRow>
          theme={gridTheme}
          localeText={useGridTexts()}
          columnDefs={definitions}
          defaultColDef={{ sortable: false, resizable: true, suppressHeaderMenuButton: true }}
          rowData={shown as ReportRow[]}
          pinnedBottomRowData={totals ? [{ ...totals, $kind: "totals" } as ReportRow] : []}
          enableCellTextSelection
          ensureDomOrder
          onFirstDataRendered={({ api }) => api.sizeColumnsToFit({ defaultMinWidth: 104 })}
        />
      </div>
      <output className={classes["foot"]}>
        {t("report.rows", { count: answer.row_count })}
        {isCut && ` · ${t("report.truncated", { count: formatCount(rows.length, language) as unknown as number })}`}
      </output>
    </>
  );
}

function groupedDefinitions(
  columns: readonly ReportColumn[],
  answer: ReportAnswer,
  onFigure: OnFigure,
  localize: ReturnType<typeof useLocalize>,
): (ColDef<ReportRow> | ColGroupDef<ReportRow>)[] {
  const definitions: (ColDef<ReportRow> | ColGroupDef<ReportRow>)[] = [];
  columns.forEach((column, index) => {
    const definition = columnDefinition(column, index, answer, onFigure, localize);
    if (!column.group) {
      definitions.push(definition);
      return;
    }
    const headerName = localize(column.group);
    const last = definitions.at(-1);
    if (last && "children" in last && last.headerName === headerName) last.children.push(definition);
    else definitions.push({ headerName, children: [definition], marryChildren: true });
  });
  return definitions;
}

function columnDefinition(
  column: ReportColumn,
  index: number,
  answer: ReportAnswer,
  onFigure: OnFigure,
  localize: ReturnType<typeof useLocalize>,
): ColDef<ReportRow> {
  const isFigure = isFigureColumn(column);
  const style: CellStyle = isFigure ? { fontVariantNumeric: "tabular-nums" } : {};
  return {
    colId: column.id,
    headerName: localize(column.label),
    type: isFigure ? "rightAligned" : undefined,
    width: isFigure ? 126 : column.type === "date" ? 108 : index === 0 ? 130 : 220,
    minWidth: isFigure ? 112 : 84,
    cellStyle: style,
    cellRenderer: ReportCell,
    cellRendererParams: { column, answer, onFigure, isFirst: index === 0 },
  };
}

interface ReportCellParams {
  readonly column: ReportColumn;
  readonly answer: ReportAnswer;
  readonly onFigure: OnFigure;
  readonly isFirst: boolean;
}

function ReportCell({ data, column, answer, onFigure, isFirst }: ICellRendererParams<ReportRow> & ReportCellParams) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { organization, doctypes } = useMeta();
  const to = useAddresses();
  if (!data) return null;
  const kind = data["$kind"];
  const value = data[column.id];
  const text = reportCellText(column, value, language, organization.currency);
  if (kind !== undefined) {
    const heading = isFirst && !text ? t(kind === "totals" ? "report.total" : "report.opening") : text;
    return <strong>{heading}</strong>;
  }
  if (!text) return null;
  const document = data["$document"] as { readonly type: string; readonly id: string } | undefined;
  const link = column.type === "link" ? (value as { readonly id: string }) : undefined;
  if (link && column.to && doctypes[column.to]) return <CellLink to={to.document(column.to, link.id)} text={text} />;
  const drill = drillAddress(data, to);
  if (drill && (isFirst || column.kind === "measure")) return <CellLink to={drill} text={text} />;
  if (document && doctypes[document.type] && (isFirst || column.kind === "measure")) {
    return <CellLink to={to.document(document.type, document.id)} text={text} />;
  }
  if (column.kind === "measure" && answer.drill === "documents") {
    return (
      <UnstyledButton className={classes["figure"]} onClick={() => onFigure(data, column)}>
        {text}
      </UnstyledButton>
    );
  }
  return <>{text}</>;
}

function CellLink({ to, text }: { readonly to: string; readonly text: string }) {
  return (
    <Anchor component={Link} to={to} className={classes["figure"]} underline="hover">
      {text}
    </Anchor>
  );
}
