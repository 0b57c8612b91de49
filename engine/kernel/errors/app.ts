import { defineErrors } from "./define-errors.ts";

/** Errors raised by the app layer. */
export const appErrors = defineErrors({});
