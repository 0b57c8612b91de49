import { Button, Group, UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldText } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { isNumeric } from "../../meta/columns.ts";
import { useTextContext } from "../../shared/use-text-context.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import { rowsOf } from "../model/form-rows.ts";
import { cardColumns } from "./card-columns.ts";
import { LineDrawer } from "./line-drawer.tsx";
import classes from "./lines.module.css";
import { PickDocuments } from "./pick-documents.tsx";
import type { LinesProps } from "./use-line-columns.ts";

/** Lines on a phone: one card each, opened to be typed into. */
export function LinesCards(props: LinesProps) {
  const { table, child, columns, readOnly } = props;
  const { t } = useTranslation();
  const localize = useLocalize();
  const context = useTextContext();
  const { store } = useOpenForm();
  const { values, errors } = useFormState();
  const [opened, setOpened] = useState<string | null>(null);
  const rows = rowsOf(values, table);
  const [first] = columns;
  const text = (id: string, row: (typeof rows)[number]) => fieldText(context, child.fields[id]!, id, row, values);
  return (
    <div className={classes["cards"]}>
      {rows.map((row, index) => {
        const names = columns.filter(({ field }) => !isNumeric(field)).map(({ id }) => text(id, row));
        const { amount, details } = cardColumns(columns, row);
        const isInvalid = Object.keys(errors).some((pointer) => pointer.startsWith(`/${table}/${index}/`));
        return (
          <UnstyledButton
            key={row.$key}
            className={classes["card"]}
            data-invalid={isInvalid || undefined}
            onClick={() => setOpened(row.$key)}
          >
            <span className={classes["cardHead"]}>
              <span>{names.find(Boolean) ?? (first ? text(first.id, row) : "") ?? index + 1}</span>
              {amount && <span className="tabular">{text(amount.id, row)}</span>}
            </span>
            <span className={classes["cardDetails"]}>
              {details.map(({ id, field }) => `${localize(field.label)} ${text(id, row)}`).join(" · ")}
            </span>
          </UnstyledButton>
        );
      })}
      {!readOnly && (
        <Group gap="xs" p={8}>
          <Button
            variant="light"
            leftSection={<IconPlus size={14} />}
            onClick={() => setOpened(store.insertRow(table, rows.length))}
          >
            {t("lines.add")}
          </Button>
          <PickDocuments table={table} child={child} columns={columns} />
        </Group>
      )}
      {opened && <LineDrawer {...props} rowKey={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}
