import type { IncomingMessage, ServerResponse } from "node:http";
import type { RateLimits } from "../../identity/index.ts";
import { fail, newId, type Soon } from "../../kernel/index.ts";
import type { Answer } from "../exchange/answer.ts";
import { preferredLanguage } from "../exchange/language.ts";
import { asPerfexError, toProblem } from "../exchange/problem.ts";
import { readJsonObject } from "../exchange/read-body.ts";
import { readUpload } from "../exchange/read-upload.ts";
import { sendAnswer } from "../exchange/send-answer.ts";
import type { RequestLog } from "../operations/request-log.ts";
import type { HttpPorts } from "../ports.ts";
import { checkBody } from "../schemas/check-body.ts";
import { readQuery } from "../schemas/read-query.ts";
import type { Schema } from "../schemas/schema.ts";
import type { Call, SignedInCall } from "./call.ts";
import type { LimitName } from "./request-budgets.ts";
import type { Route } from "./route.ts";
import { underNewestMetadata } from "./under-newest-metadata.ts";

/** What every route is served with, whether Express or the thin path found it. */
export interface Serving {
  readonly limits: RateLimits<LimitName>;
  readonly log: RequestLog;
  renewed: HttpPorts["renewed"];
  /** The client's network address; a proxy's header counts only where the installation says so. */
  addressOf(request: IncomingMessage): string;
}

/** The whole way of one request: admit → budget → permit → handle → send; a failure becomes problem details. Never rejects. */
export async function serveRoute(
  serving: Serving,
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const call = createCall(serving, request, params);
  serving.log.follow(call, route.path, response);
  // What fails on a connection ends its request; without a listener it would end the server.
  request.on("error", ignore);
  response.on("error", destroy);
  try {
    // Waited for is only what is not at hand, as it mostly is: every wait costs a turn.
    const admitting = route.access.admit(call);
    const admitted = admitting instanceof Promise ? await admitting : admitting;
    await serving.limits.spend(route.limit ?? "api", budgetKey(admitted));
    assertKeyHonoured(route, request);
    const query = route.query && readQuery(route.query, call.query, route.hasFreeQuery ?? false);
    const sent = new SentBody(route, request);
    const answer = await underNewestMetadata(serving, route, admitted, async (allowed) => {
      const permitting = route.permit?.(allowed);
      if (permitting) await permitting;
      const body = sent.read();
      return route.handle(allowed, body instanceof Promise ? await body : body, query);
    });
    const sending = sendAnswer(request, response, answer, call.requestId);
    if (sending) await sending;
  } catch (error) {
    await sendProblem(serving, call, request, response, error);
  }
}

/** Who sends a key counts on it: where it would mean nothing, the request is refused rather than done twice. */
function assertKeyHonoured({ method, headers }: Route, request: IncomingMessage): void {
  if (method === "GET" || request.headers["idempotency-key"] === undefined) return;
  if (!headers?.includes("Idempotency-Key")) fail("IDEMPOTENCY_KEY_UNSUPPORTED");
}

function ignore(): void {}

function destroy(this: ServerResponse): void {
  this.destroy();
}

/** What was sent with a request: read once, however often it is asked for. */
class SentBody {
  readonly #route: Route;
  readonly #request: IncomingMessage;
  #reading: Promise<unknown> | undefined;

  constructor(route: Route, request: IncomingMessage) {
    this.#route = route;
    this.#request = request;
  }

  /** Undefined for a route that is sent nothing. */
  read(): Soon<unknown> {
    if (this.#route.body === undefined) return undefined;
    this.#reading ??= readBody(this.#route.body, this.#request);
    return this.#reading;
  }
}

async function readBody(body: NonNullable<Route["body"]>, request: IncomingMessage): Promise<unknown> {
  if (!("isUpload" in body)) return checkBody(body, await readJsonObject(request));
  const upload = await readUpload(request);
  return { ...upload, options: checkBody(body.options as Schema, upload.options) };
}

/** What the server cannot do now it can do shortly, as far as it knows. */
const UNAVAILABLE_SECONDS = 1;

export async function sendProblem(
  serving: Serving,
  call: Call,
  request: IncomingMessage,
  response: ServerResponse,
  cause: unknown,
): Promise<void> {
  const error = asPerfexError(cause);
  if (error.status >= 500) serving.log.failure(call, error);
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const problem = toProblem(error, call);
  const retryAfter = problem.data?.["retry_after_seconds"] ?? (problem.status === 503 ? UNAVAILABLE_SECONDS : null);
  const headers: Record<string, string> = { "content-type": "application/problem+json; charset=utf-8" };
  if (typeof retryAfter === "number") headers["retry-after"] = String(retryAfter);
  if (problem.status === 401) headers["www-authenticate"] = "Bearer";
  const answer: Answer = { status: problem.status, headers, body: JSON.stringify(problem) };
  // What the client still sends of a refused body is not read: the connection ends with the answer.
  if (!request.complete && request.method !== "GET") response.setHeader("connection", "close");
  await sendAnswer(request, response, answer, call.requestId);
}

/** Read by many requests and written by none. */
const NO_QUERY = new URLSearchParams();

export function createCall(
  serving: Pick<Serving, "addressOf">,
  request: IncomingMessage,
  params: Readonly<Record<string, string>>,
): Call {
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  return {
    requestId: requestIdOf(request),
    method: request.method ?? "GET",
    path: mark < 0 ? url : url.slice(0, mark),
    params,
    query: mark < 0 ? NO_QUERY : new URLSearchParams(url.slice(mark)),
    headers: request.headers,
    address: serving.addressOf(request),
    language: preferredLanguage(request.headers["accept-language"]),
    request,
  };
}

/** The caller's own id when it looks like one, so that logs of several systems can be joined. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : newId();
}

function budgetKey(call: Call): string {
  return (call as Partial<SignedInCall>).identity?.id ?? call.address;
}
