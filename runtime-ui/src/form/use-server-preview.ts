import { useEffect } from "react";
import { previewDocument } from "../api/documents.ts";
import type { FormStore } from "./model/form-store.ts";
import { createPayload } from "./model/payload.ts";

const SETTLE_MS = 350;

/** Where values here cannot be computed (they read what this person may not), the server computes them as one types. */
export function useServerPreview(store: FormStore, doctype: string): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: AbortController | null = null;
    let asked = "";
    const ask = async () => {
      const { values, needsServer, isDirty } = store.getState();
      const payload = createPayload(store.model, values);
      const key = JSON.stringify(payload);
      if (!needsServer || !isDirty || key === asked) return;
      asked = key;
      running?.abort();
      running = new AbortController();
      try {
        const answer = await previewDocument(doctype, { values: payload }, running.signal);
        store.mergeComputed(answer.document);
      } catch {
        // An incomplete document cannot be computed yet; saving will say what is missing.
      }
    };
    const stop = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), SETTLE_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
      running?.abort();
    };
  }, [store, doctype]);
}
