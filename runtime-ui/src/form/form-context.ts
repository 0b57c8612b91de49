import { createContext, useContext, useSyncExternalStore } from "react";
import type { Form } from "../../../engine/contract/types/index.ts";
import type { FormState, FormStore } from "./model/form-store.ts";

export interface OpenForm {
  readonly store: FormStore;
  readonly layout: Form;
  /** Nothing may be typed: the document is cancelled, or the person may not change it as it is. */
  readonly isLocked: boolean;
  /** Only fields free after submit may be typed. */
  readonly isSubmitted: boolean;
}

const OpenFormContext = createContext<OpenForm | null>(null);

export const OpenFormProvider = OpenFormContext.Provider;

export function useOpenForm(): OpenForm {
  const form = useContext(OpenFormContext);
  if (!form) throw new TypeError("useOpenForm is used outside of a form");
  return form;
}

export function useStoreState(store: FormStore): FormState {
  return useSyncExternalStore(store.subscribe, store.getState);
}

export function useFormState(): FormState {
  return useStoreState(useOpenForm().store);
}
