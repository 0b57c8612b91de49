/** How far this device's clock is behind the server's, which decides what day it is, in milliseconds. */
let behind_ms = 0;

/** Every answer tells the server's time, to the second. */
export function noteServerTime(headers: Pick<Headers, "get">, deviceMs = Date.now()): void {
  const told = Date.parse(headers.get("date") ?? "");
  if (!Number.isNaN(told)) behind_ms = told - deviceMs;
}

/** Milliseconds since 1970 by the server's clock, as far as it is known. */
export const serverNow = (deviceMs = Date.now()): number => deviceMs + behind_ms;
