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
export async function openAddress(load: () => Promise<string>): Promise<void> {
  // The tab is opened at the click, before anything has come, since a browser would refuse it later.
  const tab = window.open("", "_blank");
  try {
    const address = await load();
    if (tab) tab.location.href = address;
    else window.location.assign(address);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/** Saves what is found at an address that is never shown. */
export async function saveAddress(load: () => Promise<string>): Promise<void> {
  const link = document.createElement("a");
  link.href = await load();
  link.download = "";
  link.click();
}
