import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLocalize } from "../i18n/language.ts";
import { availableColumns, viewColumns } from "../meta/columns.ts";
import { useMeta } from "../meta/meta-context.tsx";
import type { ListModel } from "./use-list-model.ts";

/** Which columns, in which order; remembered per view on this device. */
export function ColumnChooser({ model }: { readonly model: ListModel }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const shown = model.columns.map((column) => column.path);
  // What the view shows over links can be taken away and put back as well.
  const overLinks = model.view.columns.filter((path) => path.includes("."));
  const available = [
    ...availableColumns(meta, model.doctype.id),
    ...viewColumns(meta, model.doctype.id, model.view, overLinks),
  ];
  const others = available.filter((column) => !shown.includes(column.path));
  const move = (index: number, by: number) => {
    const path = shown[index]!;
    model.setColumns(shown.toSpliced(index, 1).toSpliced(index + by, 0, path));
  };
  const toggle = (path: string) => {
    const next = shown.includes(path) ? shown.filter((candidate) => candidate !== path) : [...shown, path];
    if (next.length > 0) model.setColumns(next);
  };
  return (
    <Popover position="bottom-end" width={290} trapFocus>
      <Popover.Target>
        <Tooltip label={t("list.columns")}>
          <ActionIcon visibleFrom="sm" size={30} aria-label={t("list.columns")}>
            <IconColumns3 size={17} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Group justify="space-between" mb={6} px={4}>
          <Text size="sm" fw={600}>
            {t("list.columns")}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => model.setColumns(null)}>
            {t("list.defaultColumns")}
          </Button>
        </Group>
        <ScrollArea.Autosize mah={380}>
          <Stack gap={2} px={4}>
            {model.columns.map((column, index) => (
              <Group key={column.path} justify="space-between" wrap="nowrap" gap={4} mih={28}>
                <Checkbox size="xs" checked onChange={() => toggle(column.path)} label={localize(column.label)} />
                <Group gap={0} wrap="nowrap">
                  <ActionIcon
                    size="sm"
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                    aria-label={t("list.moveUp")}
                  >
                    <IconArrowUp size={13} />
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    disabled={index === shown.length - 1}
                    onClick={() => move(index, 1)}
                    aria-label={t("list.moveDown")}
                  >
                    <IconArrowDown size={13} />
                  </ActionIcon>
                </Group>
              </Group>
            ))}
            {others.map((column) => (
              <Group key={column.path} mih={28}>
                <Checkbox
                  size="xs"
                  checked={false}
                  onChange={() => toggle(column.path)}
                  label={localize(column.label)}
                />
              </Group>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
