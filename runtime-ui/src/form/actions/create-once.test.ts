import { describe, expect, test } from "@jest/globals";
import type { DocumentAnswer } from "../../../../engine/http/api-types.ts";
import type { Values } from "../../api/documents.ts";
import { createIntents, type Intents } from "../../api/intents.ts";
import { ApiProblem, OFFLINE } from "../../api/problem.ts";
import { createOnce } from "./create-once.ts";

/** A server that stores what comes under a key once, over a line that loses the answers to the first requests. */
function lossyServer(lost: number) {
  const stored = new Map<string, DocumentAnswer>();
  let requests = 0;
  let open: Intents = {};
  const place = {
    read: () => open,
    write: (next: Intents) => {
      // As over a reload: what was kept is all there is.
      open = JSON.parse(JSON.stringify(next)) as Intents;
    },
  };
  const send = async (values: Values, key: string) => {
    requests += 1;
    const document = stored.get(key) ?? ({ ...values, id: key } as unknown as DocumentAnswer);
    stored.set(key, document);
    if (requests <= lost) throw new ApiProblem(OFFLINE);
    return document;
  };
  const save = (values: Values) => createOnce({ asIntent: createIntents(place), open, send }, values);
  return { stored, save };
}

describe("a new document saved again after a lost answer", () => {
  test("is stored once", async () => {
    const { stored, save } = lossyServer(2);
    const values = { name: "Ada" };
    await expect(save(values)).rejects.toThrow();
    await expect(save(values)).rejects.toThrow();
    expect((await save(values)).isEarlier).toBe(false);
    expect(stored.size).toBe(1);
  });

  test("is stored once, also when something else was typed meanwhile", async () => {
    const { stored, save } = lossyServer(1);
    await expect(save({ name: "Ada" })).rejects.toThrow();
    const { document, isEarlier } = await save({ name: "Ada Lovelace" });
    expect([isEarlier, document["name"], stored.size]).toEqual([true, "Ada", 1]);
  });
});
