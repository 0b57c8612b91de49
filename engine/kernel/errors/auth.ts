import { defineErrors } from "./define-errors.ts";

/** Errors raised by the auth layer. */
export const authErrors = defineErrors({});
