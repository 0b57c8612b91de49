import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { until } from "../../../tests/support/until.ts";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type Client, type HttpHarness, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";

let http: HttpHarness;
let boss: Client;
let visitorId: string;

beforeAll(async () => {
  http = await startHttpHarness({ registry: resolveRegistry(loadMetadata([librarySource()])) });
  const bossId = await http.createUser("boss@example.com");
  visitorId = await http.createUser("visitor@example.com");
  await http.createOrganization("town", { [bossId]: ["administrator"], [visitorId]: ["visitor"] });
  boss = await http.clientOf(bossId);
});
afterAll(() => http.close());

interface Watching {
  /** Everything received until it contains the text. */
  until(text: string): Promise<string>;
  readonly ended: Promise<string>;
  stop(): void;
}

async function watch(client: Client): Promise<Watching> {
  const abort = new AbortController();
  const response = await fetch(`${http.url}/api/v1/events`, {
    headers: { authorization: `Bearer ${client.token}` },
    signal: abort.signal,
  });
  let received = "";
  let isOver = false;
  const ended = (async () => {
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        received += Buffer.from(chunk).toString("utf8");
      }
    } catch {
      // Aborted by the test.
    }
    isOver = true;
    return received;
  })();
  const untilTold = async (text: string) => {
    await until(`the stream tells ${text}`, () => received.includes(text) || isOver);
    expect(received).toContain(text);
    return received;
  };
  await untilTold(": connected");
  return { until: untilTold, ended, stop: () => abort.abort() };
}

describe("live changes", () => {
  test("a change reaches those who may read the document, and only what they may read", async () => {
    const watching = await watch(await http.clientOf(visitorId));
    const seen = { secret: "", long: "", short: "" };
    seen.secret = String((await boss.call("POST", "/api/v1/reader", { name: "Not for visitors" })).body["id"]);
    seen.long = String((await boss.call("POST", "/api/v1/book", { name: "Too long", pages: 500 })).body["id"]);
    seen.short = String((await boss.call("POST", "/api/v1/book", { name: "Short", pages: 20 })).body["id"]);
    const received = await watching.until(seen.short);
    expect(received).toContain("event: change");
    expect(received).not.toContain(seen.secret);
    expect(received).not.toContain(seen.long);
    watching.stop();
  });

  test("an apply is told at once, with the revision that /meta answers from then on", async () => {
    const before = (await boss.call("GET", "/api/v1/meta")).body["revision"];
    const titled = { "library/doctypes/book": { label: { fr: "Livre ancien", en: "Old book" } } };
    const layer = { module: "library", owner: "organization", patches: titled } as const;
    const applied = resolveRegistry(loadMetadata([librarySource()]), [layer]);
    const watching = await watch(boss);
    http.publish(applied);
    const received = await watching.until("event: meta");
    const { revision } = (await boss.call("GET", "/api/v1/meta")).body;
    expect(revision).not.toBe(before);
    // The heartbeat looks too, and is seen in the stream before what it finds.
    expect(received).not.toContain("still here");
    expect(received).toContain(`event: meta\ndata: ${JSON.stringify({ revision })}\n\n`);
    watching.stop();
  });

  test("the stream ends as soon as its session does", async () => {
    const client = await http.clientOf(visitorId);
    const watching = await watch(client);
    await client.call("POST", "/api/auth/logout-all");
    expect(await watching.ended).toContain("event: revoked");
  });
});
