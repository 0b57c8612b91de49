import { afterEach, describe, expect, test } from "@jest/globals";
import { listenToEvents, parseEventStream, type ServerEvent } from "./events.ts";

test("events are read as they come complete, the rest waits for more", () => {
  const first = parseEventStream('event: change\ndata: {"id":"1"}\n\n: heartbeat\n\nevent: change\nda');
  expect(first.events).toEqual([{ event: "change", data: { id: "1" } }]);
  expect(parseEventStream(`${first.rest}ta: {"id":"2"}\n\n`).events).toEqual([{ event: "change", data: { id: "2" } }]);
});

test("line ends of another system are line ends too", () => {
  expect(parseEventStream("event: meta\r\ndata: now\r\n\r\n").events).toEqual([{ event: "meta", data: "now" }]);
});

describe("a stream that breaks", () => {
  const present = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = present;
  });

  test("is opened again, and tells that something may have been missed", async () => {
    const stop = new AbortController();
    const streams = ["event: change\ndata: 1\n\n", "event: change\ndata: 2\n\n"];
    globalThis.fetch = async () => new Response(streams.shift() ?? "");
    const seen: ServerEvent[] = [];
    await listenToEvents((event) => {
      seen.push(event);
      if (event.data === 2) stop.abort();
    }, stop.signal);
    expect(seen).toEqual([
      { event: "change", data: 1 },
      { event: "missed", data: null },
      { event: "change", data: 2 },
    ]);
  });
});
