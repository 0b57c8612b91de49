import { useEffect } from "react";

/** Where the focus goes when nothing else takes it: the content, so that Tab goes on from there. */
export function focusContent(): void {
  if (isLost()) document.getElementById("main")?.focus({ preventScroll: true });
}

/** Has the focus fallen to the page itself, where keys do nothing and Tab begins at the top? */
const isLost = () => document.activeElement === null || document.activeElement === document.body;

/**
 * For what is drawn only while it is open: gives the focus back to where it was before, or, where that is gone, to the content,
 * unless something has taken it meanwhile.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      requestAnimationFrame(() => {
        if (isLost() && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
        focusContent();
      });
    };
  }, []);
}
