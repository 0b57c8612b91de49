import { Button, Group, Loader } from "@mantine/core";
import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { IconHistory, IconUsers } from "@tabler/icons-react";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";
import { formatRelative } from "../format/dates.ts";
import { useLanguage } from "../i18n/language.ts";
import { FormTargetProvider } from "../inputs/form-target.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { FormHeader } from "./actions/form-header.tsx";
import { useDocumentActions } from "./actions/use-document-actions.ts";
import { useSaveKey } from "./actions/use-save-key.ts";
import { ConflictDialog } from "./dialogs/conflict-dialog.tsx";
import { LeaveDialog } from "./dialogs/leave-dialog.tsx";
import { SubmitDialog } from "./dialogs/submit-dialog.tsx";
import { UsedDialog } from "./dialogs/used-dialog.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { type OpenForm, OpenFormProvider, useFormState } from "./form-context.ts";
import classes from "./form-editor.module.css";
import { HeaderForm } from "./layout/header-form.tsx";
import { LeftDraftNotice } from "./left-draft-notice.tsx";
import type { FormValues } from "./model/types.ts";
import { DocumentRail } from "./rail/document-rail.tsx";
import { ChangedFormNotice } from "./renewal/changed-form-notice.tsx";
import { LostValues } from "./renewal/lost-values.tsx";
import type { NewerForm } from "./renewal/steady-form.tsx";
import type { TypedWork } from "./renewal/take-up.ts";
import { useFirstField } from "./use-first-field.ts";
import { useFormStore } from "./use-form-store.ts";
import { useServerValues } from "./use-server-values.ts";
import { useUndoKeys } from "./use-undo-keys.ts";

interface FormEditorProps {
  readonly doctype: MetaDoctype;
  /** Null while it is new. */
  readonly document: DocumentAnswer | null;
  readonly given?: FormValues;
  /** What was typed into the form as it was until now. */
  readonly taken?: TypedWork | undefined;
  /** There when the form is another one by now. */
  readonly newer?: NewerForm | null;
  /** Makes the form anew, from what is kept of it. */
  readonly onReopen: () => void;
}

/** One document open on screen: header with actions, the form, and the rail of what surrounds it. */
export function FormEditor({ doctype, document, given, taken, newer = null, onReopen }: FormEditorProps) {
  const meta = useMeta();
  const opened = useFormStore(doctype, document, given, taken);
  const { store, restoredAt, discard, clearDraft } = opened;
  const layout = meta.forms[doctype.id]!;
  const actions = useDocumentActions({ doctype, document, store, clearDraft });
  const { isEditable } = actions.offered;
  const isSubmitted = document?.docstatus === "submitted";
  const form = useMemo(
    (): OpenForm => ({ store, layout, isLocked: !isEditable, isSubmitted }),
    [store, layout, isEditable, isSubmitted],
  );
  const isAsking = useServerValues(store, doctype.id);
  const main = useRef<HTMLDivElement>(null);
  useFirstField(main, document === null || taken !== undefined);
  const isCalm = actions.dialog === null && actions.busy === null;
  useSaveKey(actions.save, isCalm);
  useUndoKeys(store, isCalm && isEditable);
  const isWide = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const isRoomy = useMediaQuery("(min-width: 100em)", true, { getInitialValueInEffect: false });
  const [isRailOpen = isRoomy, setRailOpen] = useLocalStorage<boolean>({ key: "perfex-rail" });
  const hasRail = document !== null && doctype.kind !== "single";
  return (
    <OpenFormProvider value={form}>
      <FormTargetProvider value={{ doctype: doctype.id, id: document?.id ?? null }}>
        <div className={classes["page"]} data-rail={(hasRail && isWide && isRailOpen) || undefined}>
          <div className={classes["main"]} ref={main}>
            <FormHeader
              doctype={doctype}
              document={document}
              actions={actions}
              rail={hasRail && isWide ? { isOpen: isRailOpen, toggle: () => setRailOpen(!isRailOpen) } : null}
            />
            {newer && <ChangedFormNotice newer={newer} lost={opened.lost} isBusy={actions.busy !== null} />}
            <LostValues lost={opened.lost} onNoted={opened.forgetLost} />
            <OutdatedNotice newest={document} />
            <LeftDraftNotice place={opened.place} onTakenUp={onReopen} />
            {restoredAt !== null && <RestoredNotice at={restoredAt} onDiscard={discard} />}
            <ErrorSummary />
            <HeaderForm />
            {isAsking && <AskingNotice />}
          </div>
          {hasRail && (isRailOpen || !isWide) && <DocumentRail doctype={doctype} document={document} />}
        </div>
        <LeaveDialog store={store} />
        {actions.dialog?.kind === "submit" && document && (
          <SubmitDialog
            doctype={doctype}
            document={document}
            actions={actions}
            move={actions.dialog.transition?.label}
          />
        )}
        {actions.dialog?.kind === "used" && <UsedDialog {...actions.dialog} onClose={actions.closeDialog} />}
        {actions.dialog?.kind === "conflict" && (
          <ConflictDialog doctype={doctype} store={store} onClose={actions.closeDialog} />
        )}
      </FormTargetProvider>
    </OpenFormProvider>
  );
}

function RestoredNotice({ at, onDiscard }: { readonly at: number; readonly onDiscard: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Group className={classes["notice"]} role="status" gap="sm">
      <IconHistory size={16} aria-hidden />
      <span>{t("form.restored", { when: formatRelative(new Date(at).toISOString(), language) })}</span>
      <Button variant="subtle" size="compact-sm" onClick={onDiscard}>
        {t("form.discard")}
      </Button>
    </Group>
  );
}

/** Figures that the server computes are on their way; stands over the form, so that nothing moves. */
function AskingNotice() {
  const { t } = useTranslation();
  return (
    <Group className={classes["asking"]} role="status" gap="xs">
      <Loader size={14} aria-hidden />
      <span>{t("form.computing")}</span>
    </Group>
  );
}

/** Somebody else saved while one was typing: saving will ask whose values stand. */
function OutdatedNotice({ newest }: { readonly newest: DocumentAnswer | null }) {
  const { t } = useTranslation();
  const { stored } = useFormState();
  const isOutdated = stored !== null && newest !== null && newest.version > stored.version;
  if (!isOutdated) return null;
  return (
    <Group className={classes["notice"]} role="status" gap="sm">
      <IconUsers size={16} aria-hidden />
      <span>{t("form.outdated")}</span>
    </Group>
  );
}
