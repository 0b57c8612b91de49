import { defineErrors } from "./define-errors.ts";

/** Errors raised by the workflow layer. */
export const workflowErrors = defineErrors({});
