import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconFileTypeCsv, IconFileTypeXls, IconPlus, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { exportDocuments } from "../api/documents.ts";
import { useLocalize } from "../i18n/language.ts";
import { can } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { useCameFrom } from "../meta/use-came-from.ts";
import { saveBlob } from "../shared/download.ts";
import { useNotify } from "../shared/notify.ts";
import { type ListState, selectionOf } from "./list-state.ts";
import type { ListModel } from "./use-list-model.ts";
import { viewValues } from "./view-values.ts";

interface ListActionsProps {
  readonly model: ListModel;
  readonly state: ListState;
  readonly onChanged: () => void;
}

/** New, export of what one sees, refresh. */
export function ListActions({ model, state, onChanged }: ListActionsProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const to = useAddresses();
  const from = useCameFrom();
  const notify = useNotify();
  const { doctype, view, columns } = model;
  const onExport = (format: "csv" | "xlsx") => {
    const request = { ...selectionOf(view, state), fields: columns.map((column) => column.path) };
    exportDocuments(doctype.id, format, view.id, request)
      .then((blob) => saveBlob(blob, `${localize(doctype.plural ?? doctype.label)}.${format}`))
      .catch(notify.refused);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} variant="default" aria-label={t("common.more")}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can(doctype, "export") && (
            <>
              <Menu.Item leftSection={<IconFileTypeXls size={16} />} onClick={() => onExport("xlsx")}>
                {t("list.exportXlsx")}
              </Menu.Item>
              <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => onExport("csv")}>
                {t("list.exportCsv")}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={onChanged}>
            {t("list.refresh")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {can(doctype, "create") && (
        <Button
          component={Link}
          to={to.create(doctype.id, { ...viewValues(model.view), ...from })}
          leftSection={<IconPlus size={15} />}
        >
          {t("list.new")}
        </Button>
      )}
    </>
  );
}
