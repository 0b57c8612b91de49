/** Saves bytes under a name through a link that is clicked once. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Opens what is found at an address in a new tab, which has a name of its own and can be loaded again. */
export const openAddress = (load: () => Promise<string>): Promise<void> =>
  inNewTab(async (tab) => {
    const address = await load();
    if (tab) tab.location.href = address;
    else window.location.assign(address);
  });

/** Opens bytes in a new tab; where it is refused the file is saved instead. */
export const openBlob = (load: () => Promise<Blob>, fileName: string): Promise<void> =>
  inNewTab(async (tab) => {
    const blob = await load();
    if (!tab) return saveBlob(blob, fileName);
    tab.location.href = URL.createObjectURL(blob);
  });

/** The tab is opened at the click, before anything has come, since a browser would refuse it later. */
async function inNewTab(show: (tab: Window | null) => Promise<void>): Promise<void> {
  const tab = window.open("", "_blank");
  try {
    await show(tab);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
