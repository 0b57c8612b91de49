import { useHotkeys } from "@mantine/hooks";

/**
 * Ctrl+S (⌘S) saves what is on the screen, the cell or field that is still being typed in included. Nothing happens while a
 * dialog asks something or a request is under way.
 */
export function useSaveKey(save: () => Promise<unknown>, isEnabled: boolean): void {
  const saveAll = async () => {
    if (!isEnabled) return;
    const typedIn = document.activeElement;
    if (typedIn instanceof HTMLElement) typedIn.blur();
    // A cell hands over its value once the focus has moved on.
    await new Promise((resolve) => setTimeout(resolve));
    if (typedIn instanceof HTMLElement && typedIn.isConnected) typedIn.focus();
    await save();
  };
  useHotkeys([["mod+S", () => void saveAll()]], [], true);
}
