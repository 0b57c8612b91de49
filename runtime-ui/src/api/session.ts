import { useSyncExternalStore } from "react";
import type { MeAnswer, SessionAnswer } from "../../../engine/http/api-types.ts";

interface SessionState {
  /** `unknown` until the first refresh told whether the cookie still holds. */
  readonly status: "unknown" | "signed-out" | "signed-in";
  readonly me: MeAnswer | null;
}

let state: SessionState = { status: "unknown", me: null };
/** Kept in memory only: a script that could read storage would otherwise find it. */
let accessToken: string | null = null;
let receivedAt = 0;
const listeners = new Set<() => void>();
let channel: BroadcastChannel | null = null;

function publish(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

function accept(session: SessionAnswer, at: number): void {
  accessToken = session.access_token;
  receivedAt = at;
  publish({ status: "signed-in", me: { user: session.user, organizations: session.organizations } });
}

/** From here on a sign-in, renewal or sign-out in one tab is one in all of them. */
export function followOtherTabs(): void {
  channel = new BroadcastChannel("perfex-session");
  channel.onmessage = (event: MessageEvent<SessionAnswer | null>) => {
    if (event.data) accept(event.data, Date.now());
    else forget();
  };
}

function forget(): void {
  accessToken = null;
  publish({ status: "signed-out", me: null });
}

/** Takes a session the server gave and tells the other tabs. */
export function openSession(session: SessionAnswer): void {
  accept(session, Date.now());
  channel?.postMessage(session);
}

export function closeSession(): void {
  forget();
  channel?.postMessage(null);
}

export function updateMe(me: MeAnswer): void {
  publish({ status: "signed-in", me });
}

export function currentToken(): string | null {
  return accessToken;
}

/** Asks for a new access token with the refresh cookie. */
async function requestRefresh(): Promise<boolean> {
  const response = await fetch("/api/auth/refresh", {
    method: "POST",
    headers: { "X-Requested-With": "perfex" },
    credentials: "same-origin",
  });
  if (!response.ok) {
    if (response.status < 500) closeSession();
    return false;
  }
  openSession((await response.json()) as SessionAnswer);
  return true;
}

/**
 * One refresh at a time over all tabs: the cookie rotates, and a second use of the old one would end the session.
 * `since` is when the refused token was in use; a tab that waited finds a newer token and needs no refresh.
 */
export async function refreshSession(since = Number.POSITIVE_INFINITY): Promise<boolean> {
  const attempt = async () => (accessToken && receivedAt > since ? true : requestRefresh());
  if (!navigator.locks) return attempt();
  return navigator.locks.request("perfex-refresh", attempt);
}

export function useSession(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
