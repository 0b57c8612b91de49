import { Button, Group, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  FILTER_OPERATORS,
  type Field,
  type FilterOperator,
  offeredOperators,
} from "../../../engine/contract/types/index.ts";
import { isIsoDate } from "../../../engine/kernel/index.ts";
import { useLocalize } from "../i18n/language.ts";
import { FieldInput } from "../inputs/field-input.tsx";
import { type ColumnSpec, isNumeric } from "../meta/columns.ts";
import type { Condition } from "./list-state.ts";

interface ConditionEditorProps {
  readonly column: ColumnSpec;
  readonly condition?: Condition;
  readonly onApply: (condition: Condition) => void;
}

/** A field to type the compared value into: read-only and computed fields are compared like stored ones. */
function comparableField(field: Field, op: FilterOperator): Field {
  if (op === "in" && (field.type === "choice" || field.type === "computed")) {
    return { type: "multi_choice", label: field.label, options: field.options ?? {} };
  }
  if (field.type === "computed") {
    return field.result === "choice"
      ? { type: "choice", label: field.label, options: field.options ?? {} }
      : { type: field.result, label: field.label };
  }
  if (field.type === "link") return { type: "link", label: field.label, to: field.to };
  if (field.type === "text") return { type: "text", label: field.label };
  return field;
}

/** What is typed and is no date or number stays in its input; nothing can be compared with it. */
function isUnread(field: Field, value: unknown): boolean {
  if (typeof value !== "string" || value === "") return false;
  if (field.type === "date") return !isIsoDate(value);
  return isNumeric(field) && !/^-?\d+(\.\d+)?$/.test(value);
}

function isComplete(field: Field, op: FilterOperator, value: unknown): boolean {
  if (op === "is_null") return true;
  if ([value].flat().some((item) => isUnread(field, item))) return false;
  if (op === "between") return Array.isArray(value) && value.some((item) => item !== null && item !== undefined);
  if (op === "in") return Array.isArray(value) && value.length > 0;
  return value !== null && value !== undefined && value !== "";
}

/** A between with one open end is a plain comparison. */
function normalise(path: string, op: FilterOperator, value: unknown): Condition {
  if (op === "is_null") return { path, op, value: true };
  if (op !== "between" || !Array.isArray(value)) return { path, op, value };
  const [from, to] = value as readonly unknown[];
  if (from === null || from === undefined) return { path, op: "lte", value: to };
  if (to === null || to === undefined) return { path, op: "gte", value: from };
  return { path, op, value };
}

export function ConditionEditor({ column, condition, onApply }: ConditionEditorProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const operators = offeredOperators(column.field);
  const [op, setOp] = useState<FilterOperator>(condition?.op ?? operators[0] ?? "eq");
  const initial = column.field.type === "boolean" ? true : null;
  const [value, setValue] = useState<unknown>(condition?.value ?? initial);
  const [title, setTitle] = useState<string | undefined>(undefined);
  const field = comparableField(column.field, op);
  const input = (id: string, current: unknown, onChange: (next: unknown) => void, autoFocus: boolean) => (
    <FieldInput
      id={id}
      name={column.path}
      label={t("list.value")}
      field={field}
      value={current}
      title={title}
      onChange={(next, extra) => {
        onChange(next);
        setTitle(extra?.title ?? undefined);
      }}
      document={{}}
      autoFocus={autoFocus}
    />
  );
  const pair = Array.isArray(value) ? (value as unknown[]) : [null, null];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete(field, op, value)) onApply(normalise(column.path, op, value));
      }}
    >
      <Stack gap={8}>
        <Select
          size="xs"
          aria-label={t("list.operator")}
          comboboxProps={{ withinPortal: false }}
          allowDeselect={false}
          data={operators.map((id) => ({ value: id, label: localize(FILTER_OPERATORS[id]) }))}
          value={op}
          onChange={(next) => {
            setOp(next as FilterOperator);
            setValue(next === op ? value : initial);
          }}
        />
        {op === "between" ? (
          <Group gap={6} grow>
            {input("condition-from", pair[0], (next) => setValue([next, pair[1]]), true)}
            {input("condition-to", pair[1], (next) => setValue([pair[0], next]), false)}
          </Group>
        ) : (
          op !== "is_null" && input("condition-value", value, setValue, true)
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={!isComplete(field, op, value)}>
            {t("common.apply")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
