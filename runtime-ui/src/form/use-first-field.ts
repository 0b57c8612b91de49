import { type RefObject, useEffect } from "react";

const TYPED_INTO = ["input", "textarea"]
  .map((kind) => `${kind}[id^="field-"]:not([readonly]):not([disabled]):not([type=file])`)
  .join(", ");

/** A new document begins in its first field; on a touch screen not, where a keyboard would cover it. */
export function useFirstField(form: RefObject<HTMLElement | null>, isNew: boolean): void {
  useEffect(() => {
    if (!isNew || matchMedia("(pointer: coarse)").matches) return;
    const first = form.current?.querySelector<HTMLElement>(TYPED_INTO);
    if (!form.current?.contains(document.activeElement)) first?.focus({ preventScroll: true });
  }, [form, isNew]);
}
