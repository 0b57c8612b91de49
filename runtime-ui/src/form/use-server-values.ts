import { useEffect } from "react";
import { computeDocument } from "../api/documents.ts";
import type { FormStore } from "./model/form-store.ts";
import { inHand } from "./model/payload.ts";

const SETTLE_MS = 350;

/**
 * Where values or conditions cannot be told here (they read what this person may not), the server tells them: once the form is
 * open, and as one types.
 */
export function useServerValues(store: FormStore, doctype: string): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: AbortController | null = null;
    let asked = "";
    const ask = async () => {
      const state = store.getState();
      if (!state.needsServer) return;
      const body = inHand(store.model, state);
      const key = JSON.stringify([body, state.stored?.version]);
      if (key === asked) return;
      asked = key;
      running?.abort();
      running = new AbortController();
      try {
        store.mergeComputed(await computeDocument(doctype, body, running.signal));
      } catch {
        // What cannot be computed yet stays as it is; saving will say what stands against it.
      }
    };
    const askSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), SETTLE_MS);
    };
    const stop = store.subscribe(askSoon);
    askSoon();
    return () => {
      stop();
      clearTimeout(timer);
      running?.abort();
    };
  }, [store, doctype]);
}
