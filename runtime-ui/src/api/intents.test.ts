import { describe, expect, test } from "@jest/globals";
import { createIntents } from "./intents.ts";
import { ApiProblem, clientProblem, OFFLINE } from "./problem.ts";

const refusal = () => new ApiProblem(clientProblem("VALUE_TYPE", 422, "non", "no"));

/** Keys that requests came with, each answered or failing as listed. */
async function keysOf(asked: readonly string[], outcomes: readonly (Error | null)[]): Promise<readonly string[]> {
  const asIntent = createIntents();
  const keys: string[] = [];
  for (const [index, what] of asked.entries()) {
    const send = async (key: string) => {
      keys.push(key);
      const failure = outcomes[index];
      if (failure) throw failure;
    };
    await asIntent(what, send).catch(() => undefined);
  }
  return keys;
}

describe("what one asks the server for", () => {
  test("keeps its key until an answer came", async () => {
    const [first, second, third] = await keysOf(["save", "save", "save"], [new ApiProblem(OFFLINE), null, null]);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test("is something new after a refusal, and beside other things", async () => {
    const [first, second, other] = await keysOf(["save", "save", "submit"], [refusal(), new ApiProblem(OFFLINE), null]);
    expect(new Set([first, second, other]).size).toBe(3);
  });
});
