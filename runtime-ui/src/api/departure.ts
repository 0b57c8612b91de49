import type { SessionAnswer } from "../../../engine/http/api-types.ts";
import { readOwn, removeOwn, writeOwn } from "./own-storage.ts";

/** Of the device, not of a person: it says of nobody what they did, and outlives whoever left. */
const KEY = "perfex-departure";
/** A server that does not answer at all is one that cannot be reached. */
const PATIENCE_MS = 10_000;

export type Departure = "here" | "everywhere";

/** What the server has still to be told of somebody who signed out; null when nothing. */
export function departureOwed(): Departure | null {
  const kept = readOwn(KEY);
  return kept === "here" || kept === "everywhere" ? kept : null;
}

export const oweDeparture = (departure: Departure): void => writeOwn(KEY, departure);
export const forgetDeparture = (): void => removeOwn(KEY);

/** Ends the session the cookie still holds. It stays owed as long as the server does not say that it has ended. */
export async function endDeparture(): Promise<void> {
  const departure = departureOwed();
  if (departure === null) return;
  const hasEnded = await (departure === "here" ? endHere() : endEverywhere()).catch(() => false);
  if (hasEnded) forgetDeparture();
}

const endHere = async (): Promise<boolean> => isOver(await post("/api/auth/logout"));

/** It takes who they are to end what they have elsewhere; a session that has ended meanwhile tells that no more. */
async function endEverywhere(): Promise<boolean> {
  const renewed = await post("/api/auth/refresh");
  if (!renewed.ok) return isOver(renewed);
  const { access_token } = (await renewed.json()) as SessionAnswer;
  return isOver(await post("/api/auth/logout-all", { Authorization: `Bearer ${access_token}` }));
}

const isOver = ({ ok, status }: Response): boolean => ok || status === 401;

const post = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(path, {
    method: "POST",
    headers: { "X-Requested-With": "perfex", ...headers },
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
