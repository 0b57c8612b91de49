import type { ProblemAnswer } from "../../../../engine/http/api-types.ts";
import { type Language, localize } from "../../../../engine/kernel/index.ts";
import type { FormErrors } from "../model/form-store.ts";

/** A refusal by field: its findings, or its own pointer; empty when it names no field. */
export function problemErrors(problem: ProblemAnswer, language: Language): FormErrors {
  const findings = problem.errors ?? [];
  const placed = findings.filter((finding) => finding.pointer);
  const errors = Object.fromEntries(placed.map(({ pointer, message }) => [pointer!, localize(message, language)]));
  if (problem.pointer && !errors[problem.pointer]) errors[problem.pointer] = localize(problem.message, language);
  const others = findings.filter((finding) => !finding.pointer);
  if (others.length > 0) errors[""] = others.map(({ message }) => localize(message, language)).join(" ");
  return errors;
}
