import { CloseButton, Popover, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { FILTER_OPERATORS } from "../../../engine/contract/types/index.ts";
import { getTitled } from "../api/documents.ts";
import { choiceOf, fieldText } from "../format/field-text.ts";
import { useLocalize } from "../i18n/language.ts";
import { type ColumnSpec, resolveColumn } from "../meta/columns.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { documentTitle } from "../meta/titles.ts";
import { useTextContext } from "../shared/use-text-context.ts";
import classes from "./list.module.css";
import type { Condition } from "./list-state.ts";
import type { ListModel } from "./use-list-model.ts";

const ConditionEditor = lazy(async () => ({ default: (await import("./condition-editor.tsx")).ConditionEditor }));

interface ConditionChipProps {
  readonly model: ListModel;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

/** One condition in words; a click changes it, the cross takes it away. */
export function ConditionChip({ model, condition, onChange, onRemove }: ConditionChipProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const [isOpen, setOpen] = useState(false);
  const column = resolveColumn(meta, model.doctype.id, condition.path);
  const value = useConditionText(column, condition);
  if (!column) return null;
  const text = `${localize(column.label)} ${localize(FILTER_OPERATORS[condition.op])} ${value}`.trim();
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={320} trapFocus>
      <Popover.Target>
        <span className={classes["chip"]} data-set>
          <UnstyledButton fz="inherit" fw="inherit" onClick={() => setOpen(!isOpen)}>
            {text}
          </UnstyledButton>
          <CloseButton size="xs" radius="xl" aria-label={t("list.removeFilter", { name: text })} onClick={onRemove} />
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={null}>
          <ConditionEditor
            column={column}
            condition={condition}
            onApply={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

function useConditionText(column: ColumnSpec | undefined, { op, value }: Condition): string {
  const context = useTextContext();
  const localize = useLocalize();
  const target = column?.field.type === "link" ? column.field.to : undefined;
  const linked = useQuery({
    queryKey: ["doctype", target, "doc", value],
    queryFn: () => getTitled(target!, String(value)),
    enabled: Boolean(target) && typeof value === "string",
  });
  if (!column || op === "is_null") return "";
  if (target) return linked.data ? documentTitle(context, target, linked.data) : "…";
  const values = Array.isArray(value) ? value : [value];
  const texts = values.map((item) => {
    const choice = choiceOf(column.field, item);
    return choice ? localize(choice.label) : fieldText(context, column.field, "value", { value: item });
  });
  return texts.join(op === "between" ? " – " : ", ");
}
