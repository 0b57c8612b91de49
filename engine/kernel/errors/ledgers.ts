import { defineErrors } from "./define-errors.ts";

/** Errors raised by the ledgers layer. */
export const ledgersErrors = defineErrors({});
