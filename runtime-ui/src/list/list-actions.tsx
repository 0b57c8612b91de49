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
import { useNotify } from "../shared/notify.tsx";
import { type ListState, selectionOf } from "./list-state.ts";
import type { ListModel } from "./use-list-model.ts";
import { viewValues } from "./view-values.ts";

/** To be read as one sees it, or to be imported again. */
const EXPORTS = [
  { label: "list.exportXlsx", Icon: IconFileTypeXls, format: "xlsx", purpose: "reading" },
  { label: "list.exportCsv", Icon: IconFileTypeCsv, format: "csv", purpose: "reading" },
  { label: "list.exportKeysXlsx", Icon: IconFileTypeXls, format: "xlsx", purpose: "import" },
  { label: "list.exportKeysCsv", Icon: IconFileTypeCsv, format: "csv", purpose: "import" },
] as const;
type ExportedAs = Pick<(typeof EXPORTS)[number], "format" | "purpose">;

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
  const onExport = (file: ExportedAs) => {
    const request = { ...selectionOf(view, state), fields: columns.map((column) => column.path) };
    exportDocuments(doctype.id, { ...file, view: view.id }, request)
      .then((blob) => saveBlob(blob, `${localize(doctype.plural ?? doctype.label)}.${file.format}`))
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
              {EXPORTS.map(({ label, Icon, ...file }) => (
                <Menu.Item key={label} leftSection={<Icon size={16} />} onClick={() => onExport(file)}>
                  {t(label)}
                </Menu.Item>
              ))}
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
