import { useEffect, useState } from "react";
import { computeDocument } from "../api/documents.ts";
import type { FormStore } from "./model/form-store.ts";
import { inHand } from "./model/payload.ts";

const SETTLE_MS = 350;

const keyOf = (store: FormStore): string => {
  const state = store.getState();
  return JSON.stringify([inHand(store.model, state), state.stored?.version]);
};

/**
 * Where values or conditions cannot be told here (they read what this person may not, or a function computes them), the server
 * tells them: once the form is open, and as one types. Whether it is being asked.
 */
export function useServerValues(store: FormStore, doctype: string): boolean {
  const [isAsking, setAsking] = useState(false);
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
      const own = new AbortController();
      running = own;
      setAsking(true);
      try {
        const answer = await computeDocument(doctype, body, own.signal);
        // Rows are told by their place: an answer for other rows than those there now would land beside them.
        if (key === keyOf(store)) store.mergeComputed(answer);
      } catch {
        // What cannot be computed yet stays as it is; saving will say what stands against it.
      } finally {
        if (running === own) setAsking(false);
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
  return isAsking;
}
