import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isApiProblem } from "../../api/problem.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useNotify } from "../../shared/notify.tsx";
import type { FormStore } from "../model/form-store.ts";
import { problemErrors } from "./problem-errors.ts";

/** Does the work under a name that is `busy` meanwhile; null when it was refused, and the form says why. */
export type Attempt = <T>(name: string, work: () => Promise<T>) => Promise<T | null>;

interface Attempts {
  readonly busy: string | null;
  readonly attempt: Attempt;
}

/** One request of the form at a time; a refusal goes to its fields, to the conflict dialog, or into a message. */
export function useAttempt(store: FormStore, onConflict: () => void): Attempts {
  const language = useLanguage();
  const notify = useNotify();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const refused = (error: unknown) => {
    const problem = isApiProblem(error) ? error.problem : null;
    if (problem?.code === "DOCUMENT_CHANGED") return onConflict();
    const errors = problem ? problemErrors(problem, language) : {};
    if (Object.keys(errors).length > 0) {
      store.setErrors(errors);
      // It may be refused for what was applied since, where nobody could be told.
      void client.invalidateQueries({ queryKey: ["meta"] });
    } else notify.refused(error);
  };
  const attempt: Attempt = async (name, work) => {
    setBusy(name);
    try {
      return await work();
    } catch (error) {
      refused(error);
      return null;
    } finally {
      setBusy(null);
    }
  };
  return { busy, attempt };
}
