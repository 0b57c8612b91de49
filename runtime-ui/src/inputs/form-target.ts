import { createContext, useContext } from "react";

/** The document a form edits, `id` null while it is new; null where there is none. */
const FormTargetContext = createContext<{ readonly doctype: string; readonly id: string | null } | null>(null);

export const FormTargetProvider = FormTargetContext.Provider;

export function useFormTarget() {
  return useContext(FormTargetContext);
}
