import { EventSourceParserStream } from "eventsource-parser/stream";
import { callRaw } from "./client.ts";

export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
}

function parseData(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function readOnce(onOpen: () => void, onEvent: (event: ServerEvent) => void, signal: AbortSignal): Promise<void> {
  const response = await callRaw("/api/v1/events", { signal });
  if (!response.body) return;
  onOpen();
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  for (;;) {
    const { done, value } = await events.read();
    if (done) return;
    onEvent({ event: value.event ?? "message", data: parseData(value.data) });
  }
}

const RETRY_MS_MAX = 30_000;

/**
 * Listens until aborted, coming back after each break and then saying `missed`, as nobody tells later what happened meanwhile;
 * `EventSource` cannot send the token's header.
 */
export async function listenToEvents(onEvent: (event: ServerEvent) => void, signal: AbortSignal): Promise<void> {
  let waitMs = 1_000;
  let wasOpen = false;
  const onOpen = () => {
    if (wasOpen) onEvent({ event: "missed", data: null });
    wasOpen = true;
  };
  while (!signal.aborted) {
    try {
      await readOnce(onOpen, onEvent, signal);
      waitMs = 1_000;
    } catch {
      waitMs = Math.min(waitMs * 2, RETRY_MS_MAX);
    }
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
