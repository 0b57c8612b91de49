import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { SessionAnswer } from "../../../engine/http/api-types.ts";
import { departSession, enter, refreshSession } from "./session.ts";

const SESSION = { access_token: "t", user: { id: "claire" }, organizations: [] } as unknown as SessionAnswer;
const kept = new Map<string, string>();
/** What the server was asked, in order; an answer of null is a server that cannot be reached. */
const asked: string[] = [];
let answer: (path: string) => Response | null = () => null;

beforeEach(() => {
  kept.clear();
  asked.length = 0;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  jest.spyOn(globalThis, "fetch").mockImplementation((path) => {
    asked.push(String(path));
    const given = answer(String(path));
    return given ? Promise.resolve(given) : Promise.reject(new TypeError("unreachable"));
  });
});
afterEach(() => void jest.restoreAllMocks());

const done = () => new Response(null, { status: 204 });
const session = () => new Response(JSON.stringify(SESSION));

describe("signing out while the server cannot be reached", () => {
  test.each([
    [false, ["/api/auth/logout"]],
    [true, ["/api/auth/refresh", "/api/auth/logout-all"]],
  ])("lets nobody in until the server has ended the session (everywhere: %s)", async (everywhere, ends) => {
    await enter(() => Promise.resolve(SESSION));
    answer = () => null;
    await departSession(everywhere);
    expect(await refreshSession()).toBe(false);
    answer = (path) => (path.endsWith("refresh") ? session() : done());
    asked.length = 0;
    expect(await refreshSession()).toBe(false);
    expect(asked).toEqual(ends);
    // Nothing is owed any more: whatever cookie there is now is somebody's who came since.
    expect(await refreshSession()).toBe(true);
  });

  test("whoever signs in next is not signed out by it, though it stayed owed", async () => {
    await enter(() => Promise.resolve(SESSION));
    answer = () => null;
    await departSession(false);
    await enter(() => Promise.resolve(SESSION));
    answer = session;
    expect(await refreshSession()).toBe(true);
  });

  test("a server that refuses for a while is asked again", async () => {
    await enter(() => Promise.resolve(SESSION));
    answer = () => new Response(null, { status: 503 });
    await departSession(false);
    asked.length = 0;
    await refreshSession();
    expect(asked).toEqual(["/api/auth/logout"]);
  });
});
