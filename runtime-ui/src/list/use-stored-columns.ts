import { useLocalStorage } from "@mantine/hooks";
import { ownKey } from "../api/own-storage.ts";
import { useMeta } from "../meta/meta-context.tsx";

/** Columns a person chose for one view, remembered on this device; null = the view's own. */
export function useStoredColumns(doctype: string, view: string) {
  const { user, organization } = useMeta();
  const key = ownKey(user.id, "columns", organization.slug, doctype, view);
  return useLocalStorage<readonly string[] | null>({ key, defaultValue: null, getInitialValueInEffect: false });
}
