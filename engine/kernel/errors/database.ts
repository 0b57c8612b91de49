import { defineErrors } from "./define-errors.ts";

/** Errors raised by the database layer. */
export const databaseErrors = defineErrors({});
