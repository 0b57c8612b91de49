import { createContext, useContext } from "react";

/** The stored document a form edits; null while it is new or where there is none. */
const FormTargetContext = createContext<{ readonly doctype: string; readonly id: string } | null>(null);

export const FormTargetProvider = FormTargetContext.Provider;

export function useFormTarget() {
  return useContext(FormTargetContext);
}
