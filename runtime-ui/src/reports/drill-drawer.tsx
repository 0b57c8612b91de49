import { Anchor, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DrillAnswer, MetaReport } from "../../../engine/http/api-types.ts";
import { drillReport, type ReportParams } from "../api/reports.ts";
import { formatDate } from "../format/dates.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { SideDialog } from "../shared/dialog.tsx";
import { ProblemState } from "../shared/problem-state.tsx";
import { RowsSkeleton } from "../shared/skeletons.tsx";
import { currencyOfCell, type ReportColumn, type ReportRow, reportCellText } from "./report-cell-text.ts";

export interface DrillTarget {
  readonly row: ReportRow;
  readonly column: ReportColumn;
}

interface DrillDrawerProps {
  readonly report: MetaReport;
  readonly params: Readonly<Record<string, unknown>>;
  readonly target: DrillTarget;
  readonly onClose: () => void;
}

/** The documents a figure is made of, with what each adds to it. */
export function DrillDrawer({ report, params, target, onClose }: DrillDrawerProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const language = useLanguage();
  const { organization } = useMeta();
  const row = dimensionsOf(report, target.row);
  const drill = useQuery({
    queryKey: ["report", report.id, "drill", params, row, target.column.id],
    queryFn: () => drillReport(report.id, params as ReportParams, row, target.column.id),
  });
  const figure = reportCellText(
    target.column,
    target.row[target.column.id],
    language,
    currencyOfCell(target.row, target.column.id, organization.currency),
  );
  return (
    <SideDialog onClose={onClose} size="lg" title={t("report.behind")}>
      <Text mb="sm">
        {localize(target.column.label)} : <strong className="tabular">{figure}</strong>
      </Text>
      {drill.isPending && <RowsSkeleton count={8} />}
      {drill.isError && <ProblemState error={drill.error} onRetry={() => void drill.refetch()} />}
      {drill.data && <DrillTable answer={drill.data} />}
    </SideDialog>
  );
}

/** Dimensions of the row, hidden ones included; links by their id. */
function dimensionsOf(report: MetaReport, row: ReportRow): Readonly<Record<string, unknown>> {
  const entries = Object.keys(report.dimensions).flatMap((name) => {
    const value = row[name];
    if (value === undefined) return [];
    const isLink = typeof value === "object" && value !== null && "id" in value;
    return [[name, isLink ? (value as { readonly id: unknown }).id : value] as const];
  });
  return Object.fromEntries(entries);
}

function DrillTable({ answer }: { readonly answer: DrillAnswer }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const language = useLanguage();
  const { organization, doctypes } = useMeta();
  const to = useAddresses();
  const text = (column: ReportColumn, row: ReportRow) =>
    reportCellText(column, row[column.id], language, currencyOfCell(row, column.id, organization.currency));
  return (
    <Table fz="sm" stickyHeader highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("report.date")}</Table.Th>
          <Table.Th>{t("report.document")}</Table.Th>
          {answer.columns.map((column) => (
            <Table.Th key={column.id} ta="right">
              {localize(column.label)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {answer.rows.map((row, index) => (
          <Table.Tr key={`${row.document.id}:${index}`}>
            <Table.Td className="tabular">{formatDate(row.date, language)}</Table.Td>
            <Table.Td>
              {doctypes[row.document.type] ? (
                <Anchor component={Link} to={to.document(row.document.type, row.document.id)} size="sm">
                  {row.document.title ?? row.document.number ?? "…"}
                </Anchor>
              ) : (
                (row.document.title ?? row.document.number)
              )}
            </Table.Td>
            {answer.columns.map((column) => (
              <Table.Td key={column.id} className="amount">
                {text(column, row.values)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={2}>
            {t("report.total")} · {t("report.rows", { count: answer.row_count })}
          </Table.Th>
          {answer.columns.map((column) => (
            <Table.Th key={column.id} className="amount">
              {text(column, answer.totals)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}
