import { defineErrors } from "./define-errors.ts";

/** Errors raised by the documents layer. */
export const documentsErrors = defineErrors({});
