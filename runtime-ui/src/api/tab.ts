import { newId } from "../../../engine/kernel/index.ts";

const KEY = "perfex-tab";

let name: string | undefined;

/**
 * The name of this tab, the same over a reload and no other tab's. A tab that is duplicated hands its storage over: the name
 * lies there only between the end of a page and the beginning of the next, so that a copy finds none and takes its own. So does
 * a tab whose page ended without a word.
 */
export function thisTab(): string {
  name ??= beginTab();
  return name;
}

function beginTab(): string {
  const own = takeName() ?? newId();
  window.addEventListener("pagehide", () => putName(own));
  // A page the browser had kept aside comes back.
  window.addEventListener("pageshow", () => takeName());
  return own;
}

function takeName(): string | null {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return kept;
  } catch {
    return null;
  }
}

function putName(own: string): void {
  try {
    sessionStorage.setItem(KEY, own);
  } catch {
    // Blocked storage: the next page is another tab, which is offered what this one left.
  }
}
