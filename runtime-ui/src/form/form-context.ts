import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import type { Form } from "../../../engine/contract/types/index.ts";
import { useLanguage } from "../i18n/language.ts";
import { findingErrors } from "./actions/problem-errors.ts";
import type { FormState, FormStore } from "./model/form-store.ts";
import type { FormModel } from "./model/types.ts";

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

/** What there is to the form: the same while one types. */
export function useFormModel(): FormModel {
  const { store } = useOpenForm();
  return useSyncExternalStore(store.subscribe, () => store.model);
}

/** The form as it stands, what was typed and could not be read among its errors. */
export function useFormState(): FormState {
  const state = useStoreState(useOpenForm().store);
  const language = useLanguage();
  const { errors, unread } = state;
  const shown = useMemo(() => ({ ...findingErrors(unread, language), ...errors }), [errors, unread, language]);
  return useMemo(() => ({ ...state, errors: shown }), [state, shown]);
}
