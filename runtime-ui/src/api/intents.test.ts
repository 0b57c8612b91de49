import { describe, expect, test } from "@jest/globals";
import { createIntents } from "./intents.ts";
import { ApiProblem, clientProblem, OFFLINE } from "./problem.ts";
import { storedIntents } from "./stored-intents.ts";

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

describe("what is done to a document: duplicate, amend, convert", () => {
  function tab() {
    const stored = new Map<string, string>();
    const place = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    };
    /** Asks as a page does that was just loaded. */
    const ask = async (document: string, what: string, failure: Error | null = null) => {
      let sent = "";
      const asIntent = createIntents(storedIntents(["ada", "town", "loan", document], place));
      await asIntent(what, async (key) => {
        sent = key;
        if (failure) throw failure;
      }).catch(() => undefined);
      return sent;
    };
    return { ask, stored };
  }

  test.each([
    "duplicate 3",
    "amend 3",
    "convert loan_to_return 3",
  ])("%s is one request over a lost answer and a reload", async (what) => {
    const { ask, stored } = tab();
    const lost = await ask("1", what, new ApiProblem(OFFLINE));
    expect(await ask("2", what)).not.toBe(lost);
    expect(await ask("1", what)).toBe(lost);
    expect(stored.size).toBe(0);
    expect(await ask("1", what)).not.toBe(lost);
  });

  test("where nothing can be stored, it is one request as long as the page is there", async () => {
    const closed = () => {
      throw new Error("blocked");
    };
    const asIntent = createIntents(storedIntents(["x"], { getItem: closed, setItem: closed, removeItem: closed }));
    const keys: string[] = [];
    for (const failure of [new ApiProblem(OFFLINE), null]) {
      await asIntent("amend 1", async (key) => {
        keys.push(key);
        if (failure) throw failure;
      }).catch(() => undefined);
    }
    expect(keys[0]).toBe(keys[1]);
  });
});
