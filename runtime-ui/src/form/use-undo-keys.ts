import { useHotkeys } from "@mantine/hooks";
import type { FormStore } from "./model/form-store.ts";

/**
 * Ctrl+Z (⌘Z) takes back the last change of the form, Ctrl+Y or Ctrl+Shift+Z does it again; in a field being typed in, the browser
 * does both with what was typed there.
 */
export function useUndoKeys(store: FormStore, isEnabled: boolean): void {
  const redo = () => isEnabled && store.redo();
  useHotkeys([
    ["mod+Z", () => isEnabled && store.undo()],
    ["mod+Y", redo],
    ["mod+shift+Z", redo],
  ]);
}
