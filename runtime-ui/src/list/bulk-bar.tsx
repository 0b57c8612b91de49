import { Button, CloseButton } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkBody } from "../../../engine/http/api-types.ts";
import { runBulk } from "../api/documents.ts";
import { can } from "../meta/meta-context.tsx";
import { useNotify } from "../shared/notify.tsx";
import { BulkResult } from "./bulk-result.tsx";
import classes from "./list.module.css";
import { filterOf, type ListState } from "./list-state.ts";
import type { ListModel } from "./use-list-model.ts";

interface BulkBarProps {
  readonly model: ListModel;
  readonly state: ListState;
  readonly total: number;
  readonly selection: readonly string[];
  readonly onDone: () => void;
}

const BULK_VERBS = ["submit", "cancel", "delete"] as const;
type Verb = (typeof BULK_VERBS)[number];

/** What can be done with all chosen documents at once; the outcome tells what was refused and why. */
export function BulkBar({ model, state, total, selection, onDone }: BulkBarProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const client = useQueryClient();
  const [isAll, setAll] = useState(false);
  const [busy, setBusy] = useState<Verb | null>(null);
  const { doctype, view } = model;
  // Only conditions the bulk call understands may stand for "all of them".
  const canTakeAll = !state.search && state.chips.length === 0 && !view.filter && total > selection.length;
  const count = isAll ? total : selection.length;
  const run = async (verb: Verb) => {
    setBusy(verb);
    try {
      const target = isAll ? { filter: filterOf(state.conditions) ?? { and: [] } } : { ids: selection };
      const result = await runBulk(doctype.id, { verb, ...target } as BulkBody);
      void client.invalidateQueries({ queryKey: ["doctype", doctype.id] });
      modals.open({ title: t("bulk.result"), children: <BulkResult doctype={doctype.id} result={result} /> });
      onDone();
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(null);
    }
  };
  const ask = (verb: Verb) =>
    modals.openConfirmModal({
      title: t(`bulk.${verb}Title`, { count }),
      children: t(`bulk.${verb}Text`),
      labels: { confirm: t(`bulk.${verb}`), cancel: t("common.cancel") },
      confirmProps: { color: verb === "submit" ? undefined : "red" },
      onConfirm: () => void run(verb),
    });
  const verbs = BULK_VERBS.filter(
    (verb) => can(doctype, verb) && (verb === "delete" || doctype.lifecycle === "submittable"),
  );
  return (
    <section className={classes["bulk"]} aria-label={t("bulk.actions")}>
      <strong className="tabular">{t("bulk.selected", { count })}</strong>
      {canTakeAll && !isAll && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t("bulk.all", { count: total })}
        </Button>
      )}
      {verbs.map((verb) => (
        <Button
          key={verb}
          variant={verb === "submit" ? "filled" : "default"}
          loading={busy === verb}
          disabled={busy !== null}
          onClick={() => ask(verb)}
        >
          {t(`bulk.${verb}`)}
        </Button>
      ))}
      <CloseButton size="sm" aria-label={t("bulk.unselect")} onClick={onDone} />
    </section>
  );
}
