import { defineErrors } from "./define-errors.ts";

/** Errors raised by the jobs layer. */
export const jobsErrors = defineErrors({});
