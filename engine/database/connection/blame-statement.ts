import { isPerfexError, PerfexError } from "../../kernel/index.ts";
import { sqlState } from "./sql-state.ts";

export const isSchemaChanged = (error: unknown): boolean =>
  isPerfexError(error) && error.code === "DATABASE_SCHEMA_CHANGED";

/**
 * What to tell of an error. A statement that met another schema than it was made for came too late, and is to come again; one made of
 * the metadata that is in force by now is wrong itself, and would be the next time: DATABASE_STATEMENT_FAILED. Other errors as they are.
 */
export async function blameStatement(error: unknown, isInForce: () => Promise<boolean>): Promise<unknown> {
  if (!isSchemaChanged(error) || !(await isInForce())) return error;
  return new PerfexError("DATABASE_STATEMENT_FAILED", { state: sqlState(error) ?? "unknown" }, { cause: error });
}
