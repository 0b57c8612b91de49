import { isPerfexError, type PerfexError } from "../../kernel/index.ts";

/** The catalogue error a promise is refused with; anything else is a test that went wrong. */
export async function refusal(work: Promise<unknown>): Promise<PerfexError> {
  try {
    await work;
  } catch (error) {
    if (isPerfexError(error)) return error;
    throw error;
  }
  throw new TypeError("nothing was refused");
}
