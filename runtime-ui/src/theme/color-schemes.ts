import { localStorageColorSchemeManager } from "@mantine/core";

const STORAGE_KEY = "perfex-color-scheme";

export const colorSchemes = localStorageColorSchemeManager({ key: STORAGE_KEY });

/** What was chosen on this device; null where nothing was, or storage is blocked. */
export function storedColorScheme(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
