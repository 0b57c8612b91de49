import { Anchor, UnstyledButton } from "@mantine/core";
import type { ICellRendererParams } from "ag-grid-community";
import { Link } from "react-router";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import { useLanguage } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { drillAddress } from "./drill-address.ts";
import classes from "./report.module.css";
import { currencyOfCell, type ReportColumn, type ReportRow, reportCellText } from "./report-cell-text.ts";

export type OnFigure = (row: ReportRow, column: ReportColumn) => void;

export interface ReportCellParams {
  readonly column: ReportColumn;
  readonly answer: ReportAnswer;
  readonly onFigure: OnFigure;
  readonly isFirst: boolean;
}

/** A value and where it leads: its document, the report behind it, or the documents it is made of. */
export function ReportCell({
  data,
  column,
  answer,
  onFigure,
  isFirst,
}: ICellRendererParams<ReportRow> & ReportCellParams) {
  const language = useLanguage();
  const { organization, doctypes } = useMeta();
  const to = useAddresses();
  if (!data) return null;
  const kind = data["$kind"];
  const value = data[column.id];
  const text = reportCellText(column, value, language, currencyOfCell(data, column.id, organization.currency));
  if (kind !== undefined) {
    return <strong>{isFirst && !text ? String(data["$heading"]) : text}</strong>;
  }
  if (!text) return null;
  const document = data["$document"] as { readonly type: string; readonly id: string } | undefined;
  const link = column.type === "link" ? (value as { readonly id: string; readonly type?: string }) : undefined;
  const target = column.to ?? link?.type;
  if (link && target && doctypes[target]) return <CellLink to={to.document(target, link.id)} text={text} />;
  const drill = drillAddress(data, column.id, to);
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
