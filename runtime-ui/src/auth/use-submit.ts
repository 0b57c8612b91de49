import { type FormEvent, useState } from "react";
import { problemText } from "../api/problem.ts";
import { useLanguage } from "../i18n/language.ts";

interface SubmitState {
  readonly isBusy: boolean;
  /** What was refused, in the person's language; null when nothing was. */
  readonly problem: string | null;
  readonly onSubmit: (event: FormEvent) => void;
}

/** A small form that sends one request: busy while it runs, the refusal in words beside it. */
export function useSubmit(send: () => Promise<void>): SubmitState {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const language = useLanguage();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    send()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const text = error ? problemText(error, language) : null;
  return { isBusy, problem: text && [text.message, text.hint].filter(Boolean).join(" "), onSubmit };
}
