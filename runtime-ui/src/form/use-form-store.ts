import { useEffect, useMemo, useState } from "react";
import type { DocumentAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { listenToChanges } from "../shell/changes.ts";
import { type DraftPlace, goesOn, holdDraft, readDraft, removeDraft, writeDraft } from "./draft-storage.ts";
import { compileFormModel } from "./model/compile-form-model.ts";
import { blankValues, loadedValues } from "./model/form-rows.ts";
import { createFormStore, type FormStore } from "./model/form-store.ts";
import { modelOfDocument } from "./model/model-of-document.ts";
import type { FormValues } from "./model/types.ts";
import type { LostPlace } from "./renewal/carry-over.ts";
import { type TypedWork, takeUp, typedWork } from "./renewal/take-up.ts";

const DRAFT_MS = 500;
const NOTHING_GIVEN: FormValues = {};
const NOTHING_LOST: readonly LostPlace[] = [];

export interface FormStoreState {
  readonly store: FormStore;
  /** Where unsaved work of this document is kept. */
  readonly place: DraftPlace;
  /** When the unsaved work shown was typed; null when the form shows what is stored. */
  readonly restoredAt: number | null;
  /** What was typed and has no place in the form any more. */
  readonly lost: readonly LostPlace[];
  readonly forgetLost: () => void;
  readonly discard: () => void;
  readonly clearDraft: () => void;
}

/**
 * The store of one open document: begins from unsaved work when there is some (`taken`: what was typed into this form as it was
 * until now), follows the stored document else.
 */
export function useFormStore(
  doctype: MetaDoctype,
  document: DocumentAnswer | null,
  given: FormValues = NOTHING_GIVEN,
  taken?: TypedWork,
): FormStoreState {
  const meta = useMeta();
  const ofAny = useMemo(() => compileFormModel(meta, doctype), [meta, doctype]);
  const model = modelOfDocument(meta, ofAny, document);
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
  const initial = () => (document ? loadedValues(model, document) : blankValues(doctype, model.tables, given));
  const [start] = useState(() => {
    const kept = taken ? null : readDraft(place);
    const draft = kept && goesOn(kept, document?.version) ? kept : null;
    const work = taken ?? draft;
    return work && { ...takeUp(work, model, document), at: draft?.at ?? null };
  });
  const [restoredAt, setRestoredAt] = useState(start?.at ?? null);
  const [lost, setLost] = useState(start?.lost ?? NOTHING_LOST);
  const [store] = useState(() =>
    createFormStore({
      meta,
      model: ofAny,
      values: start?.values ?? initial(),
      isDirty: start !== null,
      stored: start?.stored ?? document,
    }),
  );
  // A newer stored document replaces what is shown, unless somebody is typing here.
  useEffect(() => {
    const { stored, isDirty } = store.getState();
    if (document && document !== stored && !isDirty) store.load(document);
  }, [document, store]);

  useEffect(() => holdDraft(place), [place]);
  useEffect(() => keepDraft(store, place, lost), [store, place, lost]);
  useEffect(() => listenToChanges((change) => store.refreshLinks(change?.doctype ?? null)), [store]);

  const clearDraft = () => {
    removeDraft(place);
    setRestoredAt(null);
    setLost(NOTHING_LOST);
  };
  const discard = () => {
    if (document) store.load(document);
    else store.reset(initial());
    clearDraft();
  };
  const forgetLost = () => setLost(NOTHING_LOST);
  return { store, place, restoredAt, lost, forgetLost, discard, clearDraft };
}

function keepDraft(store: FormStore, place: DraftPlace, lost: readonly LostPlace[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    if (store.getState().isDirty) writeDraft(place, { ...typedWork(store, lost), at: Date.now() });
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
