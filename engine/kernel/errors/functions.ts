import { defineErrors } from "./define-errors.ts";

/** Errors raised by the functions layer. */
export const functionsErrors = defineErrors({});
