import { fail } from "../../kernel/index.ts";
import type { ComputeByFunction } from "../computing/call-function.ts";

/** Where metadata calls none. */
export const noFunctions: ComputeByFunction = ({ declaration }) =>
  fail("FUNCTION_UNKNOWN", { function: declaration.id });
