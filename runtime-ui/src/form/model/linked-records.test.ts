import { afterAll, expect, jest, test } from "@jest/globals";
import { orderMeta } from "../testing/order-meta.ts";
import { createLinkedRecords } from "./linked-records.ts";

const ID = "0190a000-0000-7000-8000-000000000001";
const RECORD = { id: ID, name: "Ada" };
const answer = (status: number, body: unknown) => async () =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const unreachable = () => Promise.reject(new TypeError("fetch failed"));

const fetching = jest.spyOn(globalThis, "fetch");
afterAll(() => fetching.mockRestore());

/** Reads the record with one answer, then again with another. */
async function readTwice(first: typeof fetch, second: typeof fetch) {
  let loaded = () => {};
  const links = createLinkedRecords({ meta: orderMeta(), needs: new Map(), onLoaded: () => loaded() });
  const turn = (how: typeof fetch, ask: () => unknown) => {
    fetching.mockImplementation(how);
    const done = new Promise<void>((resolve) => {
      loaded = resolve;
    });
    ask();
    return done;
  };
  await turn(first, () => links.get("buyer", ID));
  await turn(second, () => links.refresh("buyer"));
  return links.get("buyer", ID);
}

const found = answer(200, { items: [RECORD] });

test("a linked record that cannot be reached stays as it was known", async () => {
  expect(await readTwice(found, unreachable)).toMatchObject(RECORD);
  expect(await readTwice(found, answer(429, {}))).toMatchObject(RECORD);
  expect(await readTwice(found, answer(500, {}))).toMatchObject(RECORD);
});

test("one that is refused, or gone, is not read any more", async () => {
  expect(await readTwice(found, answer(403, {}))).toBeNull();
  expect(await readTwice(found, answer(200, { items: [] }))).toBeNull();
});

test("one that could not be reached is there once it is read again", async () => {
  expect(await readTwice(unreachable, found)).toMatchObject(RECORD);
});
