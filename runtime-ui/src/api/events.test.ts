import { expect, test } from "@jest/globals";
import { parseEventStream } from "./events.ts";

test("events are read as they come complete, the rest waits for more", () => {
  const first = parseEventStream('event: change\ndata: {"id":"1"}\n\n: heartbeat\n\nevent: change\nda');
  expect(first.events).toEqual([{ event: "change", data: { id: "1" } }]);
  expect(parseEventStream(`${first.rest}ta: {"id":"2"}\n\n`).events).toEqual([{ event: "change", data: { id: "2" } }]);
});

test("line ends of another system are line ends too", () => {
  expect(parseEventStream("event: meta\r\ndata: now\r\n\r\n").events).toEqual([{ event: "meta", data: "now" }]);
});
