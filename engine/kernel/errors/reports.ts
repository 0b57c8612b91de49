import { defineErrors } from "./define-errors.ts";

/** Errors raised by the reports layer. */
export const reportsErrors = defineErrors({});
