/**
 * Lets the cell or field that is still being typed in hand over its value, as it does when the focus moves on; whoever acts on all
 * that stands on the screen, or draws it anew, waits for this first. Gives back where the focus was.
 */
export async function handOverTyped(): Promise<HTMLElement | null> {
  const typedIn = document.activeElement;
  if (!(typedIn instanceof HTMLElement)) return null;
  typedIn.blur();
  // A cell hands over its value once the focus has moved on.
  await new Promise((resolve) => setTimeout(resolve));
  return typedIn;
}
