import { contentDisposition } from "../../documents/index.ts";

declare const SAYS: unique symbol;

/** What a handler answers; how it is sent (Express or thin path) is none of its business. `T` is what its JSON says. */
export interface Answer<T = unknown> {
  readonly [SAYS]?: T;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** Instead of `body`: bytes to pipe. */
  readonly stream?: NodeJS.ReadableStream;
  /** Instead of both: writes the answer itself and resolves when the connection is over (live updates). */
  readonly live?: (response: import("node:http").ServerResponse) => Promise<void>;
}

const JSON_HEADERS = { "content-type": "application/json; charset=utf-8" };

/** JSON text as it came from Postgres. */
export function jsonText(body: string, headers: Readonly<Record<string, string>> = {}): Answer<never> {
  return { status: 200, headers: { ...JSON_HEADERS, ...headers }, body };
}

export function json<T>(
  value: T,
  status = 200,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Answer<T> {
  return { status, headers: { ...JSON_HEADERS, ...headers }, body: JSON.stringify(value) };
}

export function items<T>(list: readonly T[]): Answer<{ readonly items: readonly T[] }> {
  return json({ items: list });
}

export function created<T>(value: T, location: string, headers: Readonly<Record<string, string>> = {}): Answer<T> {
  return json(value, 201, { location, ...headers });
}

export function noContent(headers: Readonly<Record<string, string | readonly string[]>> = {}): Answer<never> {
  return { status: 204, headers };
}

/** A file to be saved, never opened in place of the page; accents in its name survive (RFC 6266). */
export function download(fileName: string, contentType: string, body: Uint8Array | string): Answer<never> {
  return {
    status: 200,
    headers: { "content-type": contentType, "content-disposition": contentDisposition(fileName) },
    body,
  };
}
