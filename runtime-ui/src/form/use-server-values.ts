import { useEffect } from "react";
import { computeDocument } from "../api/documents.ts";
import type { FormStore } from "./model/form-store.ts";
import { inHand } from "./model/payload.ts";

const SETTLE_MS = 350;

const keyOf = (store: FormStore): string => {
  const state = store.getState();
  return JSON.stringify([inHand(store.model, state), state.stored?.version]);
};

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
      const key = keyOf(store);
      if (key === asked) return;
      asked = key;
      running?.abort();
      running = new AbortController();
      try {
        const answer = await computeDocument(doctype, body, running.signal);
        // Rows are told by their place: an answer for other rows than those there now would land beside them.
        if (key === keyOf(store)) store.mergeComputed(answer);
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
