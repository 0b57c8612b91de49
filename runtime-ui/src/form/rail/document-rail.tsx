import { SegmentedControl, Tooltip } from "@mantine/core";
import { IconBook2, IconLink, IconMessage, IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { ActivityPanel } from "./activity-panel.tsx";
import { EntriesPanel } from "./entries-panel.tsx";
import { FilesPanel } from "./files-panel.tsx";
import { LinksPanel } from "./links-panel.tsx";
import classes from "./rail.module.css";

export interface RailProps {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer;
}

const PANELS = {
  activity: { Icon: IconMessage, Panel: ActivityPanel },
  files: { Icon: IconPaperclip, Panel: FilesPanel },
  links: { Icon: IconLink, Panel: LinksPanel },
  entries: { Icon: IconBook2, Panel: EntriesPanel },
} as const;

type PanelId = keyof typeof PANELS;

/** What surrounds a document: who did what, comments, files, documents around it, its ledger entries. */
export function DocumentRail({ doctype, document }: RailProps) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const hasEntries = doctype.lifecycle === "submittable" && document.docstatus !== "draft";
  const ids = (Object.keys(PANELS) as PanelId[]).filter((id) => id !== "entries" || hasEntries);
  const wanted = params.get("rail") as PanelId | null;
  const active: PanelId = wanted && ids.includes(wanted) ? wanted : "activity";
  const open = (id: string) =>
    setParams(
      (current) => {
        current.set("rail", id);
        return current;
      },
      { replace: true },
    );
  const { Panel } = PANELS[active];
  return (
    <aside className={classes["rail"]} aria-label={t("rail.title")}>
      <SegmentedControl
        fullWidth
        size="xs"
        value={active}
        onChange={open}
        aria-label={t("rail.title")}
        data={ids.map((id) => {
          const { Icon } = PANELS[id];
          return {
            value: id,
            label: (
              <Tooltip label={t(`rail.${id}`)}>
                <span className={classes["tab"]}>
                  <Icon size={16} stroke={1.6} aria-hidden />
                  <span className={classes["tabText"]}>{t(`rail.${id}`)}</span>
                </span>
              </Tooltip>
            ),
          };
        })}
      />
      <Panel doctype={doctype} document={document} />
    </aside>
  );
}
