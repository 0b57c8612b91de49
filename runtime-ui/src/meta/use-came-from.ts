import { useMemo } from "react";
import { useSearchParams } from "react-router";

/** The view one came from stays in the address of its documents: its menu entry stays marked, and the way back leads to it. */
export function useCameFrom(): Readonly<Record<string, string>> {
  const view = useSearchParams()[0].get("view");
  return useMemo((): Readonly<Record<string, string>> => ({ ...(view !== null && { view }) }), [view]);
}
