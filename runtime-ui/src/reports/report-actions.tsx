import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetaReport } from "../../../engine/http/api-types.ts";
import { exportReport, type ReportParams } from "../api/reports.ts";
import { saveBlob } from "../shared/download.ts";
import { useNotify } from "../shared/notify.tsx";

interface ReportActionsProps {
  readonly report: MetaReport;
  readonly params: ReportParams;
  readonly title: string;
}

export function ReportActions({ report, params, title }: ReportActionsProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const [isBusy, setBusy] = useState(false);
  const save = (format: "csv" | "xlsx") => {
    setBusy(true);
    exportReport(report.id, format, params)
      .then((blob) => saveBlob(blob, `${title}.${format}`))
      .catch(notify.refused)
      .finally(() => setBusy(false));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={isBusy}
          leftSection={<IconDownload size={15} />}
          rightSection={<IconChevronDown size={14} />}
        >
          {t("report.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save("xlsx")}>{t("report.exportXlsx")}</Menu.Item>
        <Menu.Item onClick={() => save("csv")}>{t("report.exportCsv")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
