import { afterEach, describe, expect, test } from "@jest/globals";
import { findUsers } from "./find-users.ts";

const present = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = present;
});

const answer = (body: unknown, status = 200) => {
  globalThis.fetch = async () =>
    new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
};
const user = (id: string, is_submitted: boolean) => ({ doctype: "note", field: "about", id, title: id, is_submitted });

describe("the documents that stand against", () => {
  test("deleting are all others that name it, against cancelling those submitted, each once", async () => {
    answer({ items: [user("n1", false), user("n2", true), user("n2", true), user("d1", true)] });
    const ids = async (verb: "cancel" | "remove") => (await findUsers("dossier", "d1", verb)).map(({ id }) => id);
    expect([await ids("remove"), await ids("cancel")]).toEqual([["n1", "n2"], ["n2"]]);
  });

  test("are none where it cannot be told: it is asked all the same, and refused when it is done", async () => {
    answer({ type: "about:blank", title: "x", status: 422, code: "QUERY_FIELD_UNKNOWN", detail: "x" }, 422);
    expect(await findUsers("dossier", "d1", "remove")).toEqual([]);
    globalThis.fetch = async () => Promise.reject(new TypeError("no network"));
    expect(await findUsers("dossier", "d1", "cancel")).toEqual([]);
  });
});
