import { Button, Group, Stack } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Field } from "../../../../engine/contract/types/index.ts";
import { linkTitle, namelessText } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { FieldFrame } from "../../inputs/field-frame.tsx";
import { FieldInput } from "../../inputs/field-input.tsx";
import { SideDialog } from "../../shared/dialog.tsx";
import { isFieldReadOnly } from "../field-rules.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import { rowsOf } from "../model/form-rows.ts";
import { mayRemoveRow } from "../model/may-remove-row.ts";
import type { LinesProps } from "./use-line-columns.ts";
import { useRemoveRow } from "./use-remove-row.ts";

const unreadLink = ({ type }: Field, value: unknown) =>
  type === "link" && typeof value === "string" ? namelessText(value) : undefined;

type LineDrawerProps = LinesProps & { readonly rowKey: string; readonly onClose: () => void };

/** One row with all its fields, also those the grid has no column for. */
export function LineDrawer({ table, child, readOnly, rowKey, onClose }: LineDrawerProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const form = useOpenForm();
  const { store } = form;
  const removeRow = useRemoveRow(table);
  const { values, stored, conditions, errors } = useFormState();
  const rows = rowsOf(values, table);
  const index = rows.findIndex((row) => row.$key === rowKey);
  const row = rows[index];
  if (!row) return null;
  const shown = Object.entries(child.fields).filter(([id]) => !conditions.hidden.has(`${table}/${rowKey}/${id}`));
  return (
    <SideDialog onClose={onClose} title={t("lines.row", { number: index + 1 })} size="md">
      <Stack gap="sm">
        {shown.map(([id, field]) => {
          const place = `${table}/${rowKey}/${id}`;
          const isReadOnly = readOnly || isFieldReadOnly(field, place, form, child, conditions);
          const isRequired = !isReadOnly && (field.required || conditions.required.has(place));
          const error = errors[`/${table}/${index}/${id}`];
          const controlId = `row-${id}`;
          return (
            <FieldFrame
              key={id}
              id={controlId}
              label={localize(field.label)}
              help={localize(field.help)}
              required={isRequired}
              error={error}
            >
              <FieldInput
                id={controlId}
                name={id}
                field={field}
                value={row[id]}
                title={linkTitle(row, id) ?? unreadLink(field, row[id])}
                onChange={(value, extra) => store.setCell(table, rowKey, id, value, extra)}
                readOnly={isReadOnly}
                required={isRequired}
                isInvalid={Boolean(error)}
                describedBy={error || field.help ? `${controlId}-note` : undefined}
                document={row}
                header={values}
              />
            </FieldFrame>
          );
        })}
        {!readOnly && (
          <Group justify="space-between" mt="xs">
            <Group gap="xs">
              <Button
                variant="default"
                disabled={index === 0}
                leftSection={<IconArrowUp size={14} />}
                onClick={() => store.moveRow(table, rowKey, index - 1)}
              >
                {t("list.moveUp")}
              </Button>
              <Button
                variant="default"
                disabled={index === rows.length - 1}
                leftSection={<IconArrowDown size={14} />}
                onClick={() => store.moveRow(table, rowKey, index + 1)}
              >
                {t("list.moveDown")}
              </Button>
            </Group>
            {mayRemoveRow(store.model, stored, table, row) && (
              <Button
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={14} />}
                onClick={() => {
                  removeRow(row);
                  onClose();
                }}
              >
                {t("lines.remove")}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </SideDialog>
  );
}
