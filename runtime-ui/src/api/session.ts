import { useSyncExternalStore } from "react";
import type { MeAnswer, SessionAnswer } from "../../../engine/http/api-types.ts";
import { departureOwed, endDeparture, forgetDeparture, oweDeparture } from "./departure.ts";
import { forgetOwn, keepOwn } from "./own-storage.ts";

interface SessionState {
  /** `unknown` until the first refresh told whether the cookie still holds. */
  readonly status: "unknown" | "signed-out" | "signed-in";
  readonly me: MeAnswer | null;
  /** Somebody signed out here while the server could not be told: it will be before anything else. */
  readonly isDepartureOwed?: boolean;
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

/** What tabs tell each other: a session, that it has ended, or that a person signed out. */
type TabMessage = SessionAnswer | { readonly departed: string } | null;

function accept(session: SessionAnswer, at: number): void {
  keepOwn(session.user.id);
  accessToken = session.access_token;
  receivedAt = at;
  publish({ status: "signed-in", me: { user: session.user, organizations: session.organizations } });
}

/** From here on a sign-in, renewal or sign-out in one tab is one in all of them. */
export function followOtherTabs(): void {
  channel = new BroadcastChannel("perfex-session");
  channel.onmessage = (event: MessageEvent<TabMessage>) => {
    if (event.data === null) forget();
    else if ("departed" in event.data) depart(event.data.departed);
    else accept(event.data, Date.now());
  };
}

function tellOtherTabs(message: TabMessage): void {
  channel?.postMessage(message);
}

/** Before the screens close, which would keep once more what stands in them. */
function depart(user: string): void {
  forgetOwn(user);
  if (state.me?.user.id === user) forget();
}

function forget(): void {
  accessToken = null;
  publish({ status: "signed-out", me: null, isDepartureOwed: departureOwed() !== null });
}

/** Takes a session the server gave and tells the other tabs. */
function openSession(session: SessionAnswer): void {
  // Whoever has signed in since has a cookie of their own, which is not the one to be ended.
  forgetDeparture();
  accept(session, Date.now());
  tellOtherTabs(session);
}

/** The session has ended by itself: unsaved work waits on the device until the same person is back. */
export function closeSession(): void {
  forget();
  tellOtherTabs(null);
}

/**
 * A person signs out: what they had here goes, in every tab and at once. The server is told behind it; as long as it cannot be,
 * nobody is let in by what is left of the session.
 */
export async function departSession(everywhere: boolean): Promise<void> {
  const user = state.me?.user.id;
  if (user === undefined) return;
  oweDeparture(everywhere ? "everywhere" : "here");
  depart(user);
  tellOtherTabs({ departed: user });
  await oneAtATime(endDeparture);
  if (state.status !== "signed-in") forget();
}

/**
 * Signs somebody in, in line with all that changes the cookie: what another tab is still told of the session before must not end
 * this one, and that of who left before must be over first.
 */
export function enter(ask: () => Promise<SessionAnswer>): Promise<SessionAnswer> {
  return oneAtATime(async () => {
    await endDeparture();
    const session = await ask();
    openSession(session);
    return session;
  });
}

/** An answer that comes after its person has left is nobody's. */
export function updateMe(me: MeAnswer): void {
  if (state.me?.user.id === me.user.id) publish({ status: "signed-in", me });
}

export function currentUser(): string | null {
  return state.me?.user.id ?? null;
}

export function currentToken(): string | null {
  return accessToken;
}

/** Asks for a new access token with the refresh cookie. */
async function requestRefresh(): Promise<boolean> {
  if (departureOwed() !== null) {
    await endDeparture();
    closeSession();
    return false;
  }
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
  return oneAtATime(attempt);
}

async function oneAtATime<T>(attempt: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return attempt();
  return (await navigator.locks.request("perfex-refresh", attempt)) as T;
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
