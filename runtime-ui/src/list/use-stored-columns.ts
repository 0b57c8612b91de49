import { useLocalStorage } from "@mantine/hooks";
import { useMeta } from "../meta/meta-context.tsx";

/** Columns a person chose for one view, remembered on this device; null = the view's own. */
export function useStoredColumns(doctype: string, view: string) {
  const { slug } = useMeta().organization;
  const key = `perfex-columns:${slug}:${doctype}:${view}`;
  return useLocalStorage<readonly string[] | null>({ key, defaultValue: null, getInitialValueInEffect: false });
}
