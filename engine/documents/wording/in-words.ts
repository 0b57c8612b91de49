import { isPerfexError } from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";
import { wordRefusal } from "./word-refusal.ts";

type Answering = (ctx: RequestContext, ...asked: readonly unknown[]) => unknown;

/** The same functions, and those of the groups among them, with every refusal in words of the person who asked. */
export function inWords<T extends object>(door: T): T {
  const worded = Object.entries(door).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === "function" ? answering(part as Answering) : inWords(part as object),
  ]);
  return Object.fromEntries(worded) as T;
}

/** What answers at once can only be refused by the metadata alone, and says so in words itself. */
const answering =
  (ask: Answering): Answering =>
  (ctx, ...asked) => {
    const answer = ask(ctx, ...asked);
    return answer instanceof Promise ? answer.catch((error: unknown) => refuse(ctx, asked[0], error)) : answer;
  };

async function refuse(ctx: RequestContext, doctype: unknown, error: unknown): Promise<never> {
  if (!isPerfexError(error)) throw error;
  throw await wordRefusal(ctx, error, typeof doctype === "string" ? doctype : undefined);
}
