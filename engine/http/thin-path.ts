import type { IncomingMessage, ServerResponse } from "node:http";
import { mustExist } from "../kernel/index.ts";
import { GET_PATH, LIST_PATH } from "./documents/document-routes.ts";
import type { Route } from "./routing/route.ts";
import { type Serving, serveRoute } from "./routing/serve-route.ts";

const GENERIC_READ = /^\/api\/v1\/([a-z][a-z0-9_]*)(?:\/([0-9a-f]{8}-[0-9a-f-]{27}))?(?:\?|$)/;

/**
 * Answers the two hot generic reads without Express. It only finds the declared route faster: session, access, budget, log and
 * errors are those of `serveRoute`. Returns false when the request is not one of them.
 */
export function createThinPath(serving: Serving, routes: readonly Route[]) {
  const find = (path: string) =>
    mustExist(
      routes.find((route) => route.method === "GET" && route.path === path),
      path,
    );
  const [list, get] = [find(LIST_PATH), find(GET_PATH)];
  const reserved = reservedNames(routes);
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.method !== "GET") return false;
    const match = GENERIC_READ.exec(request.url ?? "");
    if (!match || reserved.has(match[1]!)) return false;
    const [, doctype, id] = match as unknown as [string, string, string | undefined];
    void (id === undefined
      ? serveRoute(serving, list, request, response, { doctype })
      : serveRoute(serving, get, request, response, { doctype, id }));
    return true;
  };
}

/** First names under /api/v1 that are routes of their own; no doctype may be reached under them. */
export function reservedNames(routes: readonly Route[]): ReadonlySet<string> {
  const names = routes.map((route) => /^\/api\/v1\/([a-z][a-z0-9_]*)/.exec(route.path)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}
