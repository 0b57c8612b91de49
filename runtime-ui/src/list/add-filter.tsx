import { Button, Popover, Select } from "@mantine/core";
import { IconFilterPlus } from "@tabler/icons-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { offeredOperators } from "../../../engine/contract/types/index.ts";
import { useLocalize } from "../i18n/language.ts";
import { availableColumns, resolveColumn } from "../meta/columns.ts";
import { useMeta } from "../meta/meta-context.tsx";
import type { Condition } from "./list-state.ts";
import type { ListModel } from "./use-list-model.ts";

const ConditionEditor = lazy(async () => ({ default: (await import("./condition-editor.tsx")).ConditionEditor }));

interface AddFilterProps {
  readonly model: ListModel;
  readonly onAdd: (condition: Condition) => void;
}

/** First the field, then how and what: each new condition becomes a chip. */
export function AddFilter({ model, onAdd }: AddFilterProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const [isOpen, setOpen] = useState(false);
  const [path, setPath] = useState<string | null>(null);
  const fields = useMemo(
    () => availableColumns(meta, model.doctype.id).filter((column) => offeredOperators(column.field).length > 0),
    [meta, model.doctype.id],
  );
  const column = path ? resolveColumn(meta, model.doctype.id, path) : undefined;
  const toggle = (open: boolean) => {
    setOpen(open);
    setPath(null);
  };
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-start" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          fz="xs"
          h={28}
          leftSection={<IconFilterPlus size={14} stroke={1.7} />}
          onClick={() => toggle(!isOpen)}
        >
          {t("list.addFilter")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Select
          size="xs"
          searchable
          data-autofocus
          comboboxProps={{ withinPortal: false }}
          placeholder={t("list.chooseField")}
          aria-label={t("list.chooseField")}
          data={fields.map((field) => ({ value: field.path, label: localize(field.label) }))}
          value={path}
          onChange={setPath}
          mb={column ? 8 : 0}
        />
        {column && (
          <Suspense fallback={null}>
            <ConditionEditor
              key={column.path}
              column={column}
              onApply={(condition) => {
                toggle(false);
                onAdd(condition);
              }}
            />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
