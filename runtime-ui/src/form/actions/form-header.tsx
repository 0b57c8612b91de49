import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconLayoutSidebarRightCollapse, IconLayoutSidebarRightExpand } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { choiceOf, fieldText, type TextContext } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useModuleCrumbs } from "../../list/use-module-crumbs.ts";
import { resolveColumn, statusPath } from "../../meta/columns.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { documentTitle } from "../../meta/titles.ts";
import { useAddresses } from "../../meta/use-addresses.ts";
import { useCameFrom } from "../../meta/use-came-from.ts";
import { PageHeader } from "../../shared/page-header.tsx";
import { StatusBadge } from "../../shared/status-badge.tsx";
import { useTextContext } from "../../shared/use-text-context.ts";
import { useFormState } from "../form-context.ts";
import classes from "./form-header.module.css";
import { MoreActions } from "./more-actions.tsx";
import { PrintButton } from "./print-button.tsx";
import type { DocumentActions } from "./use-document-actions.ts";
import { mayBeginSubmitted } from "./use-offered-actions.ts";
import { WorkflowButtons } from "./workflow-buttons.tsx";

interface FormHeaderProps {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer | null;
  readonly actions: DocumentActions;
  readonly rail: { readonly isOpen: boolean; readonly toggle: () => void } | null;
}

/** Title, status and the next possible actions, always in sight. */
export function FormHeader({ doctype, document, actions, rail }: FormHeaderProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const context = useTextContext();
  const { meta } = context;
  const to = useAddresses();
  const { isDirty } = useFormState();
  const moduleCrumbs = useModuleCrumbs(doctype.module);
  const isSingle = doctype.kind === "single";
  const from = useCameFrom();
  const view = (meta.views[doctype.id] ?? []).find(({ id }) => id === from["view"]);
  const listLabel = localize(view?.label ?? doctype.plural ?? doctype.label);
  const listCrumb = { label: listLabel, to: to.list(doctype.id, view && from) };
  const blankTitle = t("form.newTitle", { name: localize(doctype.label).toLowerCase() });
  const title = isSingle
    ? localize(doctype.label)
    : document
      ? numberedTitle(context, doctype.id, document)
      : blankTitle;
  return (
    <div className={classes["sticky"]}>
      <PageHeader
        title={title}
        crumbs={isSingle ? moduleCrumbs : [...moduleCrumbs, listCrumb]}
        aside={
          <>
            {document && !isSingle && <DocumentStatus doctype={doctype} document={document} />}
            {isDirty && <span className={classes["dirty"]}>{t("form.unsaved")}</span>}
          </>
        }
      >
        <MainActions doctype={doctype} document={document} actions={actions} />
        {document && !isSingle && <MoreActions doctype={doctype} document={document} actions={actions} />}
        {rail && (
          <Tooltip label={t(rail.isOpen ? "rail.hide" : "rail.show")}>
            <ActionIcon size={30} onClick={rail.toggle} aria-label={t(rail.isOpen ? "rail.hide" : "rail.show")}>
              {rail.isOpen ? (
                <IconLayoutSidebarRightCollapse size={18} stroke={1.6} />
              ) : (
                <IconLayoutSidebarRightExpand size={18} stroke={1.6} />
              )}
            </ActionIcon>
          </Tooltip>
        )}
      </PageHeader>
    </div>
  );
}

/** A number is promised before it is drawn: it is seen, also where the title does not hold it. */
function numberedTitle(context: TextContext, doctype: string, document: DocumentAnswer): string {
  const title = documentTitle(context, doctype, document);
  return document.number && !title.includes(document.number) ? `${document.number} · ${title}` : title;
}

function DocumentStatus({ doctype, document }: { readonly doctype: MetaDoctype; readonly document: DocumentAnswer }) {
  const meta = useMeta();
  const context = useTextContext();
  const path = statusPath(meta, doctype);
  const column = path ? resolveColumn(meta, doctype.id, path) : undefined;
  if (!column || document[column.path] === undefined || document[column.path] === null) return null;
  const text = fieldText(context, column.field, column.path, document);
  return <StatusBadge choice={choiceOf(column.field, document[column.path])} fallback={text} />;
}

type MainActionsProps = Pick<FormHeaderProps, "doctype" | "document" | "actions">;

function MainActions({ doctype, document, actions }: MainActionsProps) {
  const { t } = useTranslation();
  const { isDirty } = useFormState();
  const workflow = useMeta().workflows[doctype.id];
  const { offered } = actions;
  const docstatus = document?.docstatus ?? "draft";
  const canSave = offered.isEditable && (isDirty || !document);
  const isByTransition = offered.transitions.some(({ action }) => action === "submit");
  const canSubmit = document ? offered.may("submit") && !isByTransition : mayBeginSubmitted(doctype, workflow);
  const isBusy = actions.busy !== null;
  return (
    <>
      {document && docstatus !== "draft" && <PrintButton doctype={doctype} document={document} isMain />}
      {canSave && (
        <Button
          variant={(canSubmit || isByTransition) && document ? "default" : "filled"}
          loading={actions.busy === "save"}
          disabled={isBusy}
          onClick={() => void actions.save()}
          title="Ctrl+S"
        >
          {t("common.save")}
        </Button>
      )}
      {document && <WorkflowButtons actions={actions} />}
      {canSubmit && (
        <Button
          variant={document ? "filled" : "default"}
          loading={actions.busy === "submit"}
          disabled={isBusy}
          onClick={() => void actions.askSubmit()}
        >
          {t("form.submit")}
        </Button>
      )}
    </>
  );
}
