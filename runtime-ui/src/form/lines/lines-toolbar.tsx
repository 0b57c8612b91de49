import { Button, Text } from "@mantine/core";
import { IconCopy, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import classes from "./lines.module.css";
import { PickDocuments } from "./pick-documents.tsx";
import type { LineColumn } from "./use-line-columns.ts";

interface LinesToolbarProps {
  readonly table: string;
  readonly child: MetaDoctype;
  readonly columns: readonly LineColumn[];
  readonly count: number;
  /** What the last paste did. */
  readonly message: string;
  readonly onAdd: () => void;
  readonly onDuplicate: () => void;
  /** Absent where no row may go. */
  readonly onRemove: (() => void) | undefined;
}

export function LinesToolbar({
  table,
  child,
  columns,
  count,
  message,
  onAdd,
  onDuplicate,
  onRemove,
}: LinesToolbarProps) {
  const { t } = useTranslation();
  // The focused cell must stay focused, or there would be no row to act on.
  const keepFocus = { onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault() };
  return (
    <div className={classes["toolbar"]}>
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={onAdd}>
        {t("lines.add")}
      </Button>
      <PickDocuments table={table} child={child} columns={columns} />
      {count > 0 && (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconCopy size={14} />}
            onClick={onDuplicate}
            {...keepFocus}
          >
            {t("lines.duplicate")}
          </Button>
          {onRemove && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconTrash size={14} />}
              onClick={onRemove}
              {...keepFocus}
            >
              {t("lines.remove")}
            </Button>
          )}
        </>
      )}
      <Text size="xs" c="dimmed" role="status" ml="auto">
        {message || t("lines.hint")}
      </Text>
    </div>
  );
}
