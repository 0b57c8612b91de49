import type { IncomingMessage, ServerResponse } from "node:http";
import { mustExist } from "../kernel/index.ts";
import { GET_PATH, LIST_PATH, SUBMIT_PATH } from "./documents/document-routes.ts";
import type { Route } from "./routing/route.ts";
import { type Serving, serveRoute } from "./routing/serve-route.ts";

const GENERIC = /^\/api\/v1\/([a-z][a-z0-9_]*)(?:\/([0-9a-f]{8}-[0-9a-f-]{27})(\/submit)?)?(?:\?|$)/;

/**
 * Answers the five hot generic requests (list, get, create, update, submit) without Express. It only finds the declared route
 * faster: session, access, budget, log and errors are those of `serveRoute`. Returns false when the request is not one of them.
 */
export function createThinPath(serving: Serving, routes: readonly Route[]) {
  const find = (method: Route["method"], path: string) =>
    mustExist(
      routes.find((route) => route.method === method && route.path === path),
      path,
    );
  const byMethod = (...found: readonly Route[]) => new Map(found.map((route) => [route.method, route]));
  const collection = byMethod(find("GET", LIST_PATH), find("POST", LIST_PATH));
  const single = byMethod(find("GET", GET_PATH), find("PATCH", GET_PATH));
  const submit = byMethod(find("POST", SUBMIT_PATH));
  const reserved = reservedNames(routes);
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const match = GENERIC.exec(request.url ?? "");
    if (!match || reserved.has(match[1]!)) return false;
    const [, doctype, id, verb] = match as unknown as [string, string, string | undefined, string | undefined];
    const of = id === undefined ? collection : verb === undefined ? single : submit;
    const route = of.get(request.method as Route["method"]);
    if (!route) return false;
    void serveRoute(serving, route, request, response, id === undefined ? { doctype } : { doctype, id });
    return true;
  };
}

/** First names under /api/v1 that are routes of their own; no doctype may be reached under them. */
export function reservedNames(routes: readonly Route[]): ReadonlySet<string> {
  const names = routes.map((route) => /^\/api\/v1\/([a-z][a-z0-9_]*)/.exec(route.path)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}
