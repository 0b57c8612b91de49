/** Saves bytes under a name through a link that is clicked once. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Opens bytes in a new tab. The tab is opened at the click, before the bytes have come, since a browser would refuse it
 * later; where it is refused anyway the file is saved instead.
 */
export async function openBlob(load: () => Promise<Blob>, fileName: string): Promise<void> {
  const tab = window.open("", "_blank");
  try {
    const blob = await load();
    if (!tab) return saveBlob(blob, fileName);
    tab.location.href = URL.createObjectURL(blob);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
