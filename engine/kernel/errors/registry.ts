import { defineErrors } from "./define-errors.ts";

/** Errors raised by the registry layer. */
export const registryErrors = defineErrors({});
