import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fieldText } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { isNumeric } from "../../meta/columns.ts";
import { useTextContext } from "../../shared/use-text-context.ts";
import { useFormState } from "../form-context.ts";
import { rowsOf } from "../model/form-rows.ts";
import classes from "./lines.module.css";
import type { LineColumn } from "./use-line-columns.ts";

interface DerivedLinesProps {
  readonly name: string;
  readonly columns: readonly LineColumn[];
  readonly label: string;
}

/** A table nobody types into: its rows follow from another table's. Columns without any value are left out. */
export function DerivedLines({ name, columns, label }: DerivedLinesProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const context = useTextContext();
  const { values } = useFormState();
  const rows = rowsOf(values, name);
  const filled = columns.filter(({ id }) =>
    rows.some((row) => row[id] !== null && row[id] !== undefined && row[id] !== ""),
  );
  const shown = rows.length > 0 ? filled : columns;
  return (
    <section id={`field-${name}`} aria-label={label} tabIndex={-1} className={classes["field"]}>
      <div className={classes["label"]}>{label}</div>
      <div className={classes["static"]}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              {shown.map(({ id, field }) => (
                <Table.Th key={id} ta={isNumeric(field) ? "right" : undefined}>
                  {localize(field.label)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.$key}>
                {shown.map(({ id, field }) => (
                  <Table.Td key={id} className={isNumeric(field) ? "amount" : undefined}>
                    {fieldText(context, field, id, row, values)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {rows.length === 0 && (
          <Text size="xs" c="dimmed" px="sm" py={8}>
            {t("lines.derivedEmpty")}
          </Text>
        )}
      </div>
    </section>
  );
}
