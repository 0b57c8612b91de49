import { ApiProblem, OFFLINE, readProblem } from "./problem.ts";
import { noteServerTime } from "./server-time.ts";
import { currentToken, currentUser, refreshSession } from "./session.ts";

export interface CallOptions {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Sent as JSON, or as it is when it is a form. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Version a change is based on: `If-Match`. */
  readonly version?: number;
  readonly idempotencyKey?: string;
  /** Survives the closing of the page. */
  readonly keepalive?: boolean;
}

let organization: string | null = null;
let language = "fr";

/** Organization of every following `/api/v1` call. */
export function setOrganization(slug: string | null): void {
  organization = slug;
}

/** Language the server writes its texts in. */
export function setRequestLanguage(value: string): void {
  language = value;
}

/** Whose call it is: it stays theirs, also when it is sent again after others have come. */
interface Caller {
  readonly user: string | null;
  readonly organization: string | null;
}

function headersOf(options: CallOptions, { organization }: Caller): Headers {
  const headers = new Headers({ "Accept-Language": language, "X-Requested-With": "perfex" });
  const token = currentToken();
  if (token) headers.set("Authorization", `Bearer ${token}`);
  if (organization) headers.set("X-Organization", organization);
  if (options.version !== undefined) headers.set("If-Match", `"${options.version}"`);
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  if (options.body !== undefined && !(options.body instanceof FormData)) {
    headers.set("Content-Type", "application/json");
  }
  return headers;
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined) return undefined;
  return body instanceof FormData ? body : JSON.stringify(body);
}

async function send(path: string, options: CallOptions, caller: Caller): Promise<Response> {
  try {
    const response = await fetch(path, {
      method: options.method ?? "GET",
      headers: headersOf(options, caller),
      body: bodyOf(options.body),
      signal: options.signal,
      keepalive: options.keepalive,
      credentials: "same-origin",
    });
    noteServerTime(response.headers);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem(OFFLINE);
  }
}

/** One call with the session's token; an expired token is renewed once. Raises ApiProblem on any refusal. */
export async function callRaw(path: string, options: CallOptions = {}): Promise<Response> {
  const startedAt = Date.now();
  const caller: Caller = { user: currentUser(), organization };
  let response = await send(path, options, caller);
  if (response.status === 401 && !path.startsWith("/api/auth/log") && (await refreshSession(startedAt))) {
    if (currentUser() === caller.user) response = await send(path, options, caller);
  }
  if (!response.ok) throw new ApiProblem(await readProblem(response));
  return response;
}

export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const response = await callRaw(path, options);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** A body of this shape and nothing beside it: the server refuses a member that it does not know. */
export type Exact<T, B extends T> = B & Readonly<Record<Exclude<keyof B, keyof T>, never>>;

/** Query text of the given parameters; absent and empty ones are left out. */
type Param = string | number | boolean | null | undefined;

/** Of a list each item is sent, under the same name. */
export function queryOf(params: Readonly<Record<string, Param | readonly string[]>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? (value as readonly Param[]) : [value as Param]) {
      if (one !== undefined && one !== null && one !== "") query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}
