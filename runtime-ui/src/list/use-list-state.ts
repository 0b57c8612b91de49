import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type ListState, parseListState, writeListState } from "./list-state.ts";

/** The list's state lives in the address: it can be shared, and Back undoes a filter. */
export function useListState(): readonly [
  ListState,
  (change: Partial<ListState>, options?: { readonly replace: boolean }) => void,
] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => parseListState(params), [params]);
  const update = useCallback(
    (change: Partial<ListState>, options?: { readonly replace: boolean }) =>
      setParams((current) => writeListState({ ...parseListState(current), ...change }), options),
    [setParams],
  );
  return [state, update];
}
