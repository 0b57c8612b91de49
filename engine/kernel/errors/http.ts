import { defineErrors } from "./define-errors.ts";

/** Errors raised by the http layer. */
export const httpErrors = defineErrors({});
