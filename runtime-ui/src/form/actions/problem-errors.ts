import type { ProblemAnswer } from "../../../../engine/http/api-types.ts";
import { type Language, type LocalizedText, localize } from "../../../../engine/kernel/index.ts";
import type { FormErrors } from "../model/form-errors.ts";

type Finding = { readonly pointer?: string; readonly message: LocalizedText };

/** Findings by the place they speak of; those that speak of the whole document are told together. */
export function findingErrors(findings: readonly Finding[], language: Language): FormErrors {
  const errors: Record<string, string> = {};
  for (const { pointer = "", message } of findings) {
    const text = localize(message, language);
    errors[pointer] = pointer === "" && errors[""] ? `${errors[""]} ${text}` : text;
  }
  return errors;
}

/** A refusal by field: its findings, or its own pointer; empty when it names no field. */
export function problemErrors(problem: ProblemAnswer, language: Language): FormErrors {
  const errors = findingErrors(problem.errors ?? [], language);
  const { pointer, message } = problem;
  return pointer && !errors[pointer] ? { ...errors, [pointer]: localize(message, language) } : errors;
}
