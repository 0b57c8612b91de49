import { useHotkeys } from "@mantine/hooks";
import type { FormStore } from "./model/form-store.ts";

/** Ctrl+Z (⌘Z) takes back the last change of the form; in a field being typed in, the browser takes back what was typed there. */
export function useUndoKey(store: FormStore, isEnabled: boolean): void {
  useHotkeys([["mod+Z", () => isEnabled && store.undo()]]);
}
