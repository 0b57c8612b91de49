import { AgGridReact } from "ag-grid-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import { formatCount } from "../format/numbers.ts";
import { registerGridModules } from "../grid/grid-modules.ts";
import { gridTheme } from "../grid/grid-theme.ts";
import { leaveHeader } from "../grid/leave-header.ts";
import { useGridTexts } from "../grid/use-grid-texts.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { columnWidths } from "./column-widths.ts";
import classes from "./report.module.css";
import type { OnFigure } from "./report-cell.tsx";
import { groupName, type ReportRow } from "./report-cell-text.ts";
import { reportColumns } from "./report-columns.ts";
import { type LineKind, reportLines } from "./report-lines.ts";

registerGridModules();

interface ReportTableProps {
  readonly answer: ReportAnswer;
  readonly onFigure: OnFigure;
}

/** The figures, totals below; every figure leads to what it is made of. */
export function ReportTable({ answer, onFigure }: ReportTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localize = useLocalize();
  const { currency } = useMeta().organization;
  const { rows, totals } = answer;
  const gridTexts = useGridTexts();
  const definitions = useMemo(() => {
    const widths = columnWidths(answer, language, currency, (column) => localize(column.label));
    return reportColumns({ answer, widths, onFigure, localize });
  }, [answer, onFigure, localize, language, currency]);
  const shown = useMemo(() => {
    const nameOf = (values: ReportRow) => groupName(answer.columns, values, language);
    const word = (kind: LineKind) => t(kind === "totals" ? "report.total" : "report.opening");
    return reportLines(answer, { nameOf, word });
  }, [answer, language, t]);
  const isCut = answer.row_count > rows.length;
  return (
    <>
      <div className={classes["table"]}>
        <AgGridReact<ReportRow>
          theme={gridTheme}
          key={gridTexts.key}
          localeText={gridTexts.localeText}
          tabToNextHeader={leaveHeader}
          columnDefs={definitions}
          defaultColDef={{ sortable: false, resizable: true, suppressHeaderMenuButton: true }}
          rowData={shown as ReportRow[]}
          pinnedBottomRowData={totals ? [{ ...totals, $kind: "totals", $heading: t("report.total") } as ReportRow] : []}
          enableCellTextSelection
          ensureDomOrder
        />
      </div>
      <output className={classes["foot"]}>
        {t("report.rows", { count: answer.row_count })}
        {isCut && ` · ${t("report.truncated", { count: formatCount(rows.length, language) as unknown as number })}`}
      </output>
    </>
  );
}
