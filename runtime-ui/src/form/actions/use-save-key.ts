import { useHotkeys } from "@mantine/hooks";
import { handOverTyped } from "../../shared/hand-over-typed.ts";

/**
 * Ctrl+S (⌘S) saves what is on the screen, the cell or field that is still being typed in included. Nothing happens while a
 * dialog asks something or a request is under way.
 */
export function useSaveKey(save: () => Promise<unknown>, isEnabled: boolean): void {
  const saveAll = async () => {
    if (!isEnabled) return;
    const typedIn = await handOverTyped();
    if (typedIn?.isConnected) typedIn.focus();
    await save();
  };
  useHotkeys([["mod+S", () => void saveAll()]], [], true);
}
