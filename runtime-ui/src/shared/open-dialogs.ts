import { useEffect, useSyncExternalStore } from "react";

let count = 0;
const listeners = new Set<() => void>();

function add(more: number): void {
  count += more;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Counts as open as long as it is drawn. */
export function useOpenDialog(): void {
  useEffect(() => {
    add(1);
    return () => add(-1);
  }, []);
}

/** Does any dialog stand in front of the page? */
export const useIsDialogOpen = (): boolean => useSyncExternalStore(subscribe, () => count > 0);
