import { afterEach, expect, test } from "@jest/globals";
import { listenToEvents, type ServerEvent } from "./events.ts";

const streamOf = (pieces: readonly string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });

/** Answers each call with the next of these streams, given in pieces. */
function answerWith(streams: readonly (readonly string[])[]): void {
  const left = [...streams];
  globalThis.fetch = async () => new Response(streamOf(left.shift() ?? []));
}

/** What is told until the event whose data is `last`. */
async function listenUntil(last: unknown): Promise<readonly ServerEvent[]> {
  const stop = new AbortController();
  const seen: ServerEvent[] = [];
  await listenToEvents((event) => {
    seen.push(event);
    if (event.data === last) stop.abort();
  }, stop.signal);
  return seen;
}

const present = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = present;
});

test("an event is told once it is complete, however the network cuts it and whatever its line ends", async () => {
  answerWith([
    [
      'event: change\ndata: {"id":"é"}\n\n: heartbeat\n\nevent: cha',
      "nge\r\ndata: {\r\n",
      "data: }\r\n\r\ndata: last\n\n",
      "data: not complete",
    ],
  ]);
  expect(await listenUntil("last")).toEqual([
    { event: "change", data: { id: "é" } },
    { event: "change", data: {} },
    { event: "message", data: "last" },
  ]);
});

test("a stream that breaks is opened again, and tells that something may have been missed", async () => {
  answerWith([["event: change\ndata: 1\n\n"], ["event: change\ndata: 2\n\n"]]);
  expect(await listenUntil(2)).toEqual([
    { event: "change", data: 1 },
    { event: "missed", data: null },
    { event: "change", data: 2 },
  ]);
});
