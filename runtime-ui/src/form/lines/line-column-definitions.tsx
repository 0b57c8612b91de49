import { ActionIcon } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { CellClassParams, ColDef, EditableCallbackParams, ICellRendererParams } from "ag-grid-community";
import { useTranslation } from "react-i18next";
import type { Field } from "../../../../engine/contract/types/index.ts";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { looksOf } from "../../field-types/field-looks.ts";
import type { TextContext } from "../../format/field-text.ts";
import { choiceOf, fieldText } from "../../format/field-text.ts";
import { nameWidth } from "../../grid/text-width.ts";
import { type Localize, useLocalize } from "../../i18n/language.ts";
import { isNumeric } from "../../meta/columns.ts";
import { StatusBadge } from "../../shared/status-badge.tsx";
import type { OpenForm } from "../form-context.ts";
import type { FormErrors } from "../model/form-errors.ts";
import type { FormConditions, FormRow, FormValues } from "../model/types.ts";
import { editorOf } from "./cell-editors.tsx";
import { isCellOpen } from "./is-cell-open.ts";
import classes from "./lines.module.css";
import type { LineColumn } from "./use-line-columns.ts";

/** What cells read besides their row; handed to the grid as its context. */
export interface LineContext {
  readonly table: string;
  readonly errors: FormErrors;
  readonly conditions: FormConditions;
  readonly values: FormValues;
  readonly text: TextContext;
  readonly rows: readonly FormRow[];
}

interface DefinitionOptions {
  readonly form: OpenForm;
  readonly table: string;
  readonly child: MetaDoctype;
  readonly columns: readonly LineColumn[];
  readonly readOnly: boolean;
  readonly onOpen: (key: string) => void;
  readonly localize: Localize;
}

export function lineColumnDefinitions(options: DefinitionOptions): ColDef<FormRow>[] {
  const { readOnly, onOpen } = options;
  const outcome = outcomeColumn(options.columns);
  const fields = options.columns.map((column) => fieldDefinition(column, options, column === outcome));
  const handle: ColDef<FormRow> = {
    colId: "$handle",
    width: 52,
    pinned: "left",
    resizable: false,
    rowDrag: !readOnly,
    valueGetter: ({ node }) => (node?.rowIndex ?? 0) + 1,
    cellClass: classes["handle"],
    headerName: "",
    suppressNavigable: true,
  };
  const open: ColDef<FormRow> = {
    colId: "$open",
    width: 42,
    pinned: "right",
    resizable: false,
    suppressNavigable: true,
    headerName: "",
    cellClass: classes["open"],
    cellRenderer: OpenRow,
    cellRendererParams: { onOpen },
  };
  return [handle, ...fields, open];
}

/** The amount a row comes to: it stays in sight however many columns there are. */
function outcomeColumn(columns: readonly LineColumn[]): LineColumn | undefined {
  return columns.findLast(({ field }) => field.type === "money" && field.formula !== undefined);
}

function fieldDefinition(
  { id, field }: LineColumn,
  { form, table, child, readOnly, localize }: DefinitionOptions,
  isOutcome: boolean,
): ColDef<FormRow> {
  const { room, cell } = looksOf(field);
  const [, width] = room;
  const isLong = width === "much";
  const isOpenFor = (row: FormRow | undefined, conditions: FormConditions) =>
    !readOnly && row !== undefined && isCellOpen({ form, table, child }, row, { id, field }, conditions);
  const mark = field.required ? 2 : 0;
  const heading = nameWidth(localize(field.label).length + mark);
  return {
    colId: id,
    field: id,
    ...(isOutcome ? { pinned: "right" as const } : {}),
    headerName: localize(field.label),
    headerComponentParams: { innerHeaderComponent: ColumnHeader, innerHeaderComponentParams: { field, readOnly } },
    type: isNumeric(field) ? "rightAligned" : undefined,
    minWidth: Math.max(heading, typeof width === "number" ? 70 : isLong ? 180 : 108),
    ...(typeof width === "number" ? { width } : { flex: isLong ? 2 : 1.2 }),
    editable: ({ data, context }: EditableCallbackParams<FormRow>) =>
      cell !== "tick" && isOpenFor(data, (context as LineContext).conditions),
    cellRenderer: LineCell,
    cellRendererParams: { field, id, form, table, isOpenFor },
    cellClassRules: {
      [classes["computed"]!]: ({ data, context }: CellClassParams<FormRow>) =>
        !readOnly && !isOpenFor(data, (context as LineContext).conditions),
      [classes["invalid"]!]: ({ data, context }: CellClassParams<FormRow>) =>
        Boolean(errorOf(context as LineContext, data, id)),
    },
    tooltipValueGetter: ({ data, context }) => errorOf(context as LineContext, data ?? undefined, id),
    ...editorOf(field, { form, table }),
  };
}

function errorOf({ rows, errors, table }: LineContext, row: FormRow | undefined, id: string): string | undefined {
  if (!row || Object.keys(errors).length === 0) return undefined;
  return errors[`/${table}/${rows.findIndex((candidate) => candidate.$key === row.$key)}/${id}`];
}

function ColumnHeader({ field, readOnly }: { readonly field: Field; readonly readOnly: boolean }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  return (
    <span title={localize(field.help)}>
      {localize(field.label)}
      {field.required && !field.formula && !readOnly && (
        <span className={classes["required"]} title={t("input.required")}>
          *
        </span>
      )}
    </span>
  );
}

interface LineCellParams {
  readonly field: Field;
  readonly id: string;
  readonly form: OpenForm;
  readonly table: string;
  readonly isOpenFor: (row: FormRow | undefined, conditions: FormConditions) => boolean;
}

function LineCell({ data, context, field, id, form, table, isOpenFor }: ICellRendererParams<FormRow> & LineCellParams) {
  const { text, values, conditions } = context as LineContext;
  if (!data || conditions.hidden.has(`${table}/${data.$key}/${id}`)) return null;
  const shown = fieldText(text, field, id, data, values);
  if (looksOf(field).cell === "tick") {
    return (
      <input
        type="checkbox"
        aria-label={field.label[text.language]}
        checked={data[id] === true}
        disabled={!isOpenFor(data, conditions)}
        onChange={(event) => form.store.setCell(table, data.$key, id, event.currentTarget.checked)}
      />
    );
  }
  const choice = choiceOf(field, data[id]);
  return choice?.color ? <StatusBadge choice={choice} fallback={shown} /> : shown;
}

function OpenRow({ data, onOpen }: ICellRendererParams<FormRow> & { readonly onOpen: (key: string) => void }) {
  const { t } = useTranslation();
  if (!data) return null;
  return (
    <ActionIcon size="sm" aria-label={t("lines.open")} onClick={() => onOpen(data.$key)}>
      <IconDots size={15} />
    </ActionIcon>
  );
}
