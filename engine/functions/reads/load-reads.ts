import type { FunctionDeclaration, FunctionRead } from "../../contract/index.ts";
import type { Documents, JsonValue, RequestContext } from "../../documents/index.ts";
import type { FunctionInput } from "../types.ts";
import { readDocuments } from "./read-documents.ts";
import { readBalance, readReport } from "./read-figures.ts";
import { createRowBudget } from "./row-budget.ts";

/** Everything the declaration asks for, by the names it gives; no more than the caller may read. */
export async function loadReads(
  documents: Documents,
  ctx: RequestContext,
  { id, reads = {} }: FunctionDeclaration,
  input: FunctionInput,
): Promise<Readonly<Record<string, readonly JsonValue[]>>> {
  const budget = createRowBudget(id);
  const load = (read: FunctionRead) => {
    if ("report" in read) return readReport(ctx, read, input, budget);
    return "balance" in read ? readBalance(ctx, read, budget) : readDocuments(documents, ctx, read, input, budget);
  };
  const entries = Object.entries(reads).map(async ([name, read]) => [name, await load(read)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
