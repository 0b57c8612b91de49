import { useEffect, useMemo, useState } from "react";
import type { DocumentAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { listenToChanges } from "../shell/changes.ts";
import { type DraftPlace, readDraft, removeDraft, type StoredDraft, writeDraft } from "./draft-storage.ts";
import { compileFormModel } from "./model/compile-form-model.ts";
import { blankValues, loadedValues } from "./model/form-rows.ts";
import { createFormStore, type FormStore } from "./model/form-store.ts";
import type { FormValues } from "./model/types.ts";

const DRAFT_MS = 500;
const NOTHING_GIVEN: FormValues = {};

export interface FormStoreState {
  readonly store: FormStore;
  /** When the unsaved work shown was typed; null when the form shows what is stored. */
  readonly restoredAt: number | null;
  readonly discard: () => void;
  readonly clearDraft: () => void;
}

/** The store of one open document: begins from unsaved work when there is some, follows the stored document else. */
export function useFormStore(
  doctype: MetaDoctype,
  document: DocumentAnswer | null,
  given: FormValues = NOTHING_GIVEN,
): FormStoreState {
  const meta = useMeta();
  const model = useMemo(() => compileFormModel(meta, doctype), [meta, doctype]);
  const place = useMemo(
    (): DraftPlace => ({
      user: meta.user.id,
      organization: meta.organization.slug,
      doctype: doctype.id,
      // Work begun with values of the address is another than work begun blank.
      id: document?.id ?? (Object.keys(given).length > 0 ? `new:${JSON.stringify(given)}` : "new"),
    }),
    [meta, doctype.id, document?.id, given],
  );
  const initial = () => (document ? loadedValues(doctype, document) : blankValues(doctype, model.tables, given));
  const [start] = useState(() => usableDraft(readDraft(place), document));
  const [restoredAt, setRestoredAt] = useState(start?.at ?? null);
  const [store] = useState(() =>
    createFormStore({ meta, model, values: start?.values ?? initial(), isDirty: start !== null, stored: document }),
  );
  // A newer stored document replaces what is shown, unless somebody is typing here.
  useEffect(() => {
    const { stored, isDirty } = store.getState();
    if (document && document !== stored && !isDirty) store.load(document);
  }, [document, store]);

  useEffect(() => keepDraft(store, place), [store, place]);
  useEffect(() => listenToChanges((change) => store.refreshLinks(change?.doctype ?? null)), [store]);

  const clearDraft = () => {
    removeDraft(place);
    setRestoredAt(null);
  };
  const discard = () => {
    if (document) store.load(document);
    else store.reset(initial());
    clearDraft();
  };
  return { store, restoredAt, discard, clearDraft };
}

/** Work on a version that has been replaced since would silently undo others' changes: it is not taken up again. */
function usableDraft(draft: StoredDraft | null, document: DocumentAnswer | null): StoredDraft | null {
  if (!draft || draft.version !== (document?.version ?? null)) return null;
  return draft;
}

function keepDraft(store: FormStore, place: DraftPlace): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const { values, isDirty, stored } = store.getState();
    if (isDirty) writeDraft(place, { values, version: stored?.version ?? null, at: Date.now() });
  };
  const stop = store.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, DRAFT_MS);
  });
  // A reload within the delay must not lose the last keystrokes.
  window.addEventListener("pagehide", write);
  return () => {
    stop();
    clearTimeout(timer);
    write();
    window.removeEventListener("pagehide", write);
  };
}
