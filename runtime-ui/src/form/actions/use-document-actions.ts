import { modals } from "@mantine/modals";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import type { DocumentAnswer, LinkedDocumentAnswer, TransitionAnswer } from "../../../../engine/http/api-types.ts";
import { mustExist } from "../../../../engine/kernel/index.ts";
import {
  type Change,
  convertDocument,
  deleteDocument,
  getPostings,
  runTransition,
  runVerb,
} from "../../api/documents.ts";
import { createIntents } from "../../api/intents.ts";
import { storedIntents } from "../../api/stored-intents.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useAddresses } from "../../meta/use-addresses.ts";
import { useCameFrom } from "../../meta/use-came-from.ts";
import { useNotify } from "../../shared/notify.tsx";
import { DANGER } from "../../theme/danger.ts";
import { findUsers, type UsedVerb } from "./find-users.ts";
import { useAttempt } from "./use-attempt.ts";
import { type OfferedActions, useOfferedActions } from "./use-offered-actions.ts";
import { type ArrivalState, type OpenDocument, useSave } from "./use-save.ts";

/** With a transition, submitting is what it does. */
type SubmitQuestion = { readonly kind: "submit"; readonly transition?: TransitionAnswer };
/** Others use the document: what was asked for would be refused. */
interface UsedNotice {
  readonly kind: "used";
  readonly verb: UsedVerb;
  readonly users: readonly LinkedDocumentAnswer[];
}
export type FormDialog = SubmitQuestion | UsedNotice | { readonly kind: "conflict" };

export interface DocumentActions {
  readonly offered: OfferedActions;
  readonly busy: string | null;
  readonly dialog: FormDialog | null;
  readonly closeDialog: () => void;
  /** Saves what was typed; the stored document, or null when it was refused. */
  readonly save: () => Promise<DocumentAnswer | null>;
  /** Saves, then shows what submitting will do. */
  readonly askSubmit: () => Promise<void>;
  readonly submit: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly amend: () => Promise<void>;
  readonly duplicate: () => Promise<void>;
  readonly convert: (conversion: string, to: string) => Promise<void>;
  readonly transition: (offer: TransitionAnswer) => Promise<void>;
}

/** Everything one can do with the open document. Refusals land on their fields, conflicts in a dialog, the rest in words. */
export function useDocumentActions(open: OpenDocument): DocumentActions {
  const { doctype, document } = open;
  const offered = useOfferedActions(doctype, document);
  const { t } = useTranslation();
  const localize = useLocalize();
  const { workflows, user, organization } = useMeta();
  const workflow = workflows[doctype.id];
  const asIntent = useMemo(
    () => createIntents(storedIntents([user.id, organization.slug, doctype.id, document?.id ?? "new"])),
    [user.id, organization.slug, doctype.id, document?.id],
  );
  const { dialog, setDialog, closeDialog } = useFormDialog(document);
  const notify = useNotify();
  const { busy, attempt } = useAttempt(open.store, () => setDialog({ kind: "conflict" }));
  const { save, reload } = useSave(open, attempt);
  const leave = useLeaving(open);
  /** The document as shown: what is done to it is refused when somebody has changed it since. */
  const shown = () => mustExist(open.store.getState().stored, "a stored document");
  const once = <T>(name: string, send: (change: Change) => Promise<T>) => {
    const { version } = shown();
    return asIntent(`${name} ${version}`, (idempotencyKey) => send({ version, idempotencyKey }));
  };
  const verb = (name: "submit" | "cancel" | "amend" | "duplicate") =>
    attempt(name, () => once(name, (change) => runVerb(doctype.id, shown().id, name, change)));
  const afterChange = async (answer: DocumentAnswer | null, message: string) => {
    if (!answer) return;
    await reload(shown().id);
    notify.done(message);
  };
  const cancel = async () => afterChange(await verb("cancel"), t("form.cancelled"));
  const remove = async () => {
    const isGone = await attempt("remove", async () => {
      await deleteDocument(doctype.id, shown().id, shown().version);
      return true;
    });
    if (isGone) leave.afterRemoval();
  };
  const removeQuestion = { title: t("form.removeTitle"), text: t("form.removeText"), confirm: t("form.remove") };
  /** What is told of entries is told of documents that have some. */
  const cancelQuestion = async (move?: string): Promise<Question> => {
    const hasEntries = await getPostings(doctype.id, shown().id).then(
      (postings) => postings.length > 0,
      () => true,
    );
    const text = t(hasEntries ? "form.cancelText" : "form.cancelTextPlain");
    return { title: move ?? t("form.cancelTitle"), text, confirm: move ?? t("form.cancel") };
  };
  /** A question is asked where it can be answered: what others use is told at once. */
  const askUnlessUsed = (question: UsedVerb, ask: () => unknown) =>
    attempt(question, async () => {
      const users = await findUsers(doctype.id, shown().id, question);
      if (users.length > 0) setDialog({ kind: "used", verb: question, users });
      else await ask();
    });
  const askCancel = async (made: () => Promise<void>, label?: string) => {
    await askUnlessUsed("cancel", async () => leave.confirm(await cancelQuestion(label), () => void made()));
  };
  /** The state a move led to, in its own word: that is what happened. */
  const reached = (answer: DocumentAnswer | null): string | undefined => {
    const state = workflow?.states[String(answer?.[workflow.field])];
    return state && localize(state.label);
  };
  const move = (transition: string) =>
    attempt(transition, () => once(transition, (change) => runTransition(doctype.id, shown().id, transition, change)));
  return {
    offered,
    busy,
    dialog,
    closeDialog,
    save: () => save(),
    askSubmit: async () => {
      const stored = await save({ ask: "submit" });
      if (stored && document) setDialog({ kind: "submit" });
      // A new document is another page once it is saved: that page then asks.
      else if (stored) leave.toQuestion(stored);
    },
    submit: async () => {
      const transition = dialog?.kind === "submit" ? dialog.transition : undefined;
      const answer = await (transition === undefined ? verb("submit") : move(transition.transition));
      setDialog((current) => (current?.kind === "submit" ? null : current));
      await afterChange(answer, reached(answer) ?? t("form.submitted"));
    },
    cancel: () => askCancel(cancel),
    remove: async () => {
      await askUnlessUsed("remove", () => leave.confirm(removeQuestion, () => void remove()));
    },
    amend: async () => leave.toOther(await verb("amend"), doctype.id),
    duplicate: async () => leave.toOther(await verb("duplicate"), doctype.id),
    convert: async (conversion, target) =>
      leave.toOther(
        await attempt("convert", () =>
          once(`convert ${conversion}`, ({ idempotencyKey }) =>
            convertDocument(doctype.id, shown().id, conversion, idempotencyKey),
          ),
        ),
        target,
      ),
    transition: async (offer) => {
      const { transition, action, label } = offer;
      const make = async () => {
        const answer = await move(transition);
        await afterChange(answer, reached(answer) ?? t("form.saved"));
      };
      if (action === "cancel") await askCancel(make, localize(label));
      else if (action !== "submit") await make();
      else if (await save({ ask: "submit" })) setDialog({ kind: "submit", transition: offer });
    },
  };
}

interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
}

/** The dialog in front of the form; a document just saved may arrive with the question to submit it. */
function useFormDialog(document: DocumentAnswer | null) {
  const navigate = useNavigate();
  const isAsked = (useLocation().state as ArrivalState | null)?.ask === "submit";
  const [dialog, setDialog] = useState<FormDialog | null>(null);
  const mustAsk = isAsked && document !== null;
  useEffect(() => {
    if (mustAsk) setDialog({ kind: "submit" });
  }, [mustAsk]);
  const closeDialog = () => {
    setDialog(null);
    // A reload must not ask again.
    if (isAsked) void navigate(".", { replace: true, state: null });
  };
  return { dialog, setDialog, closeDialog };
}

/** Ways out of the document: to another one, or back to the list when it is gone. */
function useLeaving({ doctype, store, clearDraft }: OpenDocument) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const to = useAddresses();
  const from = useCameFrom();
  return {
    toOther: (other: DocumentAnswer | null, otherDoctype: string) => {
      if (other) void navigate(to.document(otherDoctype, other.id));
    },
    toQuestion: (saved: DocumentAnswer) => {
      const state: ArrivalState = { ask: "submit" };
      void navigate(to.document(doctype.id, saved.id, from), { replace: true, state });
    },
    afterRemoval: () => {
      store.reset(store.getState().values);
      clearDraft();
      void client.invalidateQueries({ queryKey: ["doctype", doctype.id] });
      notify.done(t("form.removed"));
      void navigate(to.list(doctype.id, from), { replace: true });
    },
    confirm: ({ title, text, confirm }: Question, action: () => void) =>
      modals.openConfirmModal({
        title,
        children: text,
        labels: { confirm, cancel: t("common.back") },
        confirmProps: { color: DANGER },
        onConfirm: action,
      }),
  };
}
