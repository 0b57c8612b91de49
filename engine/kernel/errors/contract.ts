import { defineErrors } from "./define-errors.ts";

/** Errors raised by the contract layer. */
export const contractErrors = defineErrors({});
