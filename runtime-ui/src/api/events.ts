import { callRaw } from "./client.ts";

export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Splits the text of an event stream into events; what is not complete yet stays for the next call. */
export function parseEventStream(buffer: string): { readonly events: readonly ServerEvent[]; readonly rest: string } {
  const blocks = buffer.replaceAll("\r\n", "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  const events = blocks.flatMap((block) => {
    const lines = block.split("\n");
    const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trimStart());
    if (data.length === 0) return [];
    const event =
      lines
        .find((line) => line.startsWith("event:"))
        ?.slice(6)
        .trim() ?? "message";
    return [{ event, data: parseData(data.join("\n")) }];
  });
  return { events, rest };
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
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const { events, rest } = parseEventStream(buffer + value);
    buffer = rest;
    for (const event of events) onEvent(event);
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
