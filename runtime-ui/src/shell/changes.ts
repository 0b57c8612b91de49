import { useEffect, useRef } from "react";
import type { ChangeEvent } from "../../../engine/http/api-types.ts";

/** null: anything may have changed. */
type Change = ChangeEvent | null;
type Listener = (change: Change) => void;
const listeners = new Set<Listener>();

/** Passes a change on to the parts of the screen that keep data outside of the query cache (the grids). */
export function announceChange(change: Change): void {
  for (const listener of listeners) listener(change);
}

/** Hears every change, at once. */
export function listenToChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const SETTLE_MS = 400;

/** Calls back when documents of the doctype changed; a burst of changes is one call. */
export function useChangesOf(doctype: string, onChange: () => void): void {
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listener: Listener = (change) => {
      if (change && change.doctype !== doctype) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), SETTLE_MS);
    };
    const stop = listenToChanges(listener);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [doctype]);
}
