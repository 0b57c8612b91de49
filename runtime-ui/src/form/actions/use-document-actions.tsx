import { modals } from "@mantine/modals";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import type { DocumentAnswer, MetaDoctype, ProblemAnswer } from "../../../../engine/http/api-types.ts";
import {
  convertDocument,
  createDocument,
  deleteDocument,
  runTransition,
  runVerb,
  updateDocument,
} from "../../api/documents.ts";
import { isApiProblem } from "../../api/problem.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useAddresses } from "../../meta/use-addresses.ts";
import { useNotify } from "../../shared/notify.ts";
import { documentQuery } from "../document-query.ts";
import { loadedValues } from "../model/form-rows.ts";
import type { FormStore } from "../model/form-store.ts";
import { changePayload, createPayload } from "../model/payload.ts";
import { validateValues } from "../validation/validate-values.ts";
import { problemErrors } from "./problem-errors.ts";

export type FormDialog = { readonly kind: "submit" } | { readonly kind: "conflict"; readonly problem: ProblemAnswer };

export interface DocumentActions {
  readonly busy: string | null;
  readonly dialog: FormDialog | null;
  readonly closeDialog: () => void;
  /** Saves what was typed; the stored document, or null when it was refused. */
  readonly save: () => Promise<DocumentAnswer | null>;
  /** Saves, then shows what submitting will do. */
  readonly askSubmit: () => Promise<void>;
  readonly submit: () => Promise<void>;
  readonly cancel: () => void;
  readonly remove: () => void;
  readonly amend: () => Promise<void>;
  readonly duplicate: () => Promise<void>;
  readonly convert: (conversion: string, to: string) => Promise<void>;
  readonly transition: (transition: string) => Promise<void>;
}

/** What the page of a document just saved does at once. */
interface ArrivalState {
  readonly ask?: "submit";
}

interface ActionOptions {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer | null;
  readonly store: FormStore;
  readonly clearDraft: () => void;
}

/** Everything one can do with the open document. Refusals land on their fields, conflicts in a dialog, the rest in words. */
export function useDocumentActions({ doctype, document, store, clearDraft }: ActionOptions): DocumentActions {
  const { t } = useTranslation();
  const meta = useMeta();
  const language = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const to = useAddresses();
  const [busy, setBusy] = useState<string | null>(null);
  const isAskedToSubmit = (useLocation().state as ArrivalState | null)?.ask === "submit";
  const [dialog, setDialog] = useState<FormDialog | null>(isAskedToSubmit && document ? { kind: "submit" } : null);

  const refused = (error: unknown) => {
    const problem = isApiProblem(error) ? error.problem : null;
    if (problem?.code === "DOCUMENT_CHANGED") return setDialog({ kind: "conflict", problem });
    const errors = problem ? problemErrors(problem, language) : {};
    if (Object.keys(errors).length > 0) store.setErrors(errors);
    else notify.refused(error);
  };
  const during = async <T,>(name: string, work: () => Promise<T>): Promise<T | null> => {
    setBusy(name);
    try {
      return await work();
    } catch (error) {
      refused(error);
      return null;
    } finally {
      setBusy(null);
    }
  };
  /** Shows the stored state and lets every list and count know. */
  const reload = async (id: string): Promise<DocumentAnswer> => {
    const fresh = await client.fetchQuery(documentQuery(meta, doctype, id));
    store.reset(loadedValues(doctype, fresh));
    clearDraft();
    void client.invalidateQueries({
      queryKey: ["doctype", doctype.id],
      predicate: ({ queryKey }) => queryKey[4] !== "form",
    });
    if (doctype.kind === "single") void client.invalidateQueries({ queryKey: ["meta"] });
    return fresh;
  };
  const save = (arrival: ArrivalState = {}) =>
    during("save", async () => {
      const { values, conditions, isDirty } = store.getState();
      if (document && !isDirty) return document;
      const whole = createPayload(store.model, values);
      const errors = validateValues(store.model, values, whole, conditions, t);
      store.setErrors(errors);
      if (Object.keys(errors).length > 0) return null;
      if (!document) return saveNew(whole, arrival);
      const patch = changePayload(store.model, values, loadedValues(doctype, document));
      await updateDocument(doctype.id, document.id, document.version, patch);
      const fresh = await reload(document.id);
      notify.done(t("form.saved"));
      return fresh;
    });
  const saveNew = async (whole: Readonly<Record<string, unknown>>, arrival: ArrivalState) => {
    const created = await createDocument(doctype.id, whole);
    const fresh = await reload(created.id);
    notify.done(t("form.saved"));
    // Awaited, so that nothing can be clicked here any more while the stored document takes this page's place.
    if (doctype.kind !== "single") {
      await navigate(to.document(doctype.id, created.id), { replace: true, state: arrival });
    }
    return fresh;
  };
  const verb = (name: "submit" | "cancel" | "amend" | "duplicate") =>
    during(name, () => runVerb(doctype.id, document!.id, name, document!.version));
  const openOther = (other: DocumentAnswer | null, otherDoctype = doctype.id) => {
    if (other) navigate(to.document(otherDoctype, other.id));
  };
  const afterChange = async (answer: DocumentAnswer | null, message: string) => {
    if (!answer || !document) return;
    await reload(document.id);
    notify.done(message);
  };
  const confirm = (name: "cancel" | "remove", action: () => void) =>
    modals.openConfirmModal({
      title: t(`form.${name}Title`),
      children: t(`form.${name}Text`),
      labels: { confirm: t(`form.${name}`), cancel: t("common.back") },
      confirmProps: { color: "red" },
      onConfirm: action,
    });
  const removeNow = async () => {
    const isGone = await during("remove", async () => {
      await deleteDocument(doctype.id, document!.id, document!.version);
      return true;
    });
    if (!isGone) return;
    store.reset(store.getState().values);
    clearDraft();
    void client.invalidateQueries({ queryKey: ["doctype", doctype.id] });
    notify.done(t("form.removed"));
    navigate(to.list(doctype.id), { replace: true });
  };

  return {
    busy,
    dialog,
    closeDialog: () => {
      setDialog(null);
      // A reload must not ask again.
      if (isAskedToSubmit) void navigate(".", { replace: true, state: null });
    },
    save: () => save(),
    askSubmit: async () => {
      // A new document is another page once it is saved: that page then asks.
      const stored = await save({ ask: "submit" });
      if (stored && document) setDialog({ kind: "submit" });
    },
    submit: async () => {
      const answer = await verb("submit");
      setDialog((current) => (current?.kind === "submit" ? null : current));
      await afterChange(answer, t("form.submitted"));
    },
    cancel: () =>
      confirm("cancel", () => void verb("cancel").then((answer) => afterChange(answer, t("form.cancelled")))),
    remove: () => confirm("remove", () => void removeNow()),
    amend: async () => openOther(await verb("amend")),
    duplicate: async () => openOther(await verb("duplicate")),
    convert: async (conversion, target) =>
      openOther(await during("convert", () => convertDocument(doctype.id, document!.id, conversion)), target),
    transition: async (transition) => {
      const work = () => runTransition(doctype.id, document!.id, transition, document!.version);
      await afterChange(await during(transition, work), t("form.saved"));
    },
  };
}
