import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { createDocument, updateDocument, type Values } from "../../api/documents.ts";
import { createIntents } from "../../api/intents.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useNewestMeta } from "../../meta/meta-context.tsx";
import { useAddresses } from "../../meta/use-addresses.ts";
import { useCameFrom } from "../../meta/use-came-from.ts";
import { useNotify } from "../../shared/notify.tsx";
import { documentQuery } from "../document-query.ts";
import { loadedValues } from "../model/form-rows.ts";
import type { FormStore } from "../model/form-store.ts";
import { changePayload, createPayload } from "../model/payload.ts";
import { createOnce } from "./create-once.ts";
import { findingErrors } from "./problem-errors.ts";
import type { Attempt } from "./use-attempt.ts";

/** The document a form has open, and where its unsaved work is. */
export interface OpenDocument {
  readonly doctype: MetaDoctype;
  /** Null while it is new. */
  readonly document: DocumentAnswer | null;
  readonly store: FormStore;
  readonly clearDraft: () => void;
}

/** What the page of a document just saved does at once. */
export interface ArrivalState {
  readonly ask?: "submit";
}

interface Save {
  /** The stored document, or null when it was refused. */
  readonly save: (arrival?: ArrivalState) => Promise<DocumentAnswer | null>;
  readonly reload: (id: string) => Promise<DocumentAnswer>;
}

export function useSave({ doctype, store, clearDraft }: OpenDocument, attempt: Attempt): Save {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const notify = useNotify();
  const to = useAddresses();
  const from = useCameFrom();
  const reload = useReload({ doctype, store, clearDraft });
  const asIntent = createIntents(store.intents);
  const change = (stored: DocumentAnswer) => {
    const patch = changePayload(store.model, store.getState().values, loadedValues(store.model, stored));
    const { id, version } = stored;
    return asIntent(`update ${version} ${JSON.stringify(patch)}`, (idempotencyKey) =>
      updateDocument(doctype.id, id, patch, { version, idempotencyKey }),
    );
  };
  const saveNew = async (whole: Values, arrival: ArrivalState) => {
    const send = (values: Values, key: string) => createDocument(doctype.id, values, key);
    const { document: created, isEarlier } = await createOnce({ asIntent, open: store.intents.read(), send }, whole);
    if (isEarlier) await change(created);
    const fresh = await reload(created.id);
    tellSaved(arrival);
    // Awaited, so that nothing can be clicked here any more while the stored document takes this page's place.
    if (doctype.kind !== "single") {
      await navigate(to.document(doctype.id, created.id, from), { replace: true, state: arrival });
    }
    return fresh;
  };
  /** The question that follows shows what was saved. */
  const tellSaved = ({ ask }: ArrivalState) => ask === undefined && notify.done(t("form.saved"));
  const saveChange = async (stored: DocumentAnswer, arrival: ArrivalState) => {
    await change(stored);
    const fresh = await reload(stored.id);
    tellSaved(arrival);
    return fresh;
  };
  const save = (arrival: ArrivalState = {}) =>
    attempt("save", async () => {
      const { values, isDirty, stored } = store.getState();
      if (stored && !isDirty) return stored;
      const whole = createPayload(store.model, values);
      const errors = findingErrors(store.check(), language);
      store.setErrors(errors);
      if (Object.keys(errors).length > 0) return null;
      return stored ? saveChange(stored, arrival) : saveNew(whole, arrival);
    });
  return { save, reload };
}

/** Shows the stored state and lets every list and count know. */
function useReload({ doctype, store, clearDraft }: Omit<OpenDocument, "document">) {
  const newest = useNewestMeta();
  const client = useQueryClient();
  return async (id: string): Promise<DocumentAnswer> => {
    const fresh = await client.fetchQuery(documentQuery(newest, newest.doctypes[doctype.id] ?? doctype, id));
    store.load(fresh);
    clearDraft();
    void client.invalidateQueries({
      queryKey: ["doctype", doctype.id],
      predicate: ({ queryKey }) => queryKey[4] !== "form",
    });
    if (doctype.kind === "single") void client.invalidateQueries({ queryKey: ["meta"] });
    return fresh;
  };
}
