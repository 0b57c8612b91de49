import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { PerfexError } from "../kernel/index.ts";
import { pageSecurity } from "./exchange/security-headers.ts";
import type { Route } from "./routing/route.ts";
import { createCall, type Serving, sendProblem, serveRoute } from "./routing/serve-route.ts";
import { serveScreens } from "./screens/serve-screens.ts";

/** Below it compressing a file costs more than it saves. */
const COMPRESS_FROM_BYTES = 8 * 1024;

/** The Express application: declared routes first, then documentation and screens, then what is not there. */
export function createExpressApp(serving: Serving, routes: readonly Route[], screensFolder: string): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // Queries are read by each route with URLSearchParams, which makes no objects out of names.
  app.set("query parser", false);
  mountRoutes(app, serving, routes);
  app.use(pageSecurity);
  app.use(compression({ threshold: COMPRESS_FROM_BYTES }));
  serveScreens(app, screensFolder);
  app.use(notServed(serving, routes));
  app.use(failed(serving));
  return app;
}

function mountRoutes(app: Express, serving: Serving, routes: readonly Route[]): void {
  for (const route of routes) {
    const method = route.method.toLowerCase() as "get" | "post" | "patch" | "delete";
    app[method](route.path, (request, response) =>
      serveRoute(serving, route, request, response, request.params as Readonly<Record<string, string>>),
    );
  }
}

/** Nothing there, or nothing for this method. */
function notServed(serving: Serving, routes: readonly Route[]): RequestHandler {
  const patterns = routes.map(({ path, method }) => ({ method, pattern: patternOf(path) }));
  return (request, response) => {
    const call = createCall(serving, request, {});
    const allowed = patterns.filter(({ pattern }) => pattern.test(call.path)).map(({ method }) => method);
    if (allowed.length === 0) {
      return sendProblem(serving, call, request, response, new PerfexError("HTTP_NOT_FOUND", { path: call.path }));
    }
    const list = [...new Set(allowed)].join(", ");
    response.setHeader("allow", list);
    const error = new PerfexError("HTTP_METHOD_NOT_ALLOWED", { method: call.method, allowed: list });
    return sendProblem(serving, call, request, response, error);
  };
}

function patternOf(routePath: string): RegExp {
  return new RegExp(`^${routePath.replace(/[.]/g, "\\.").replace(/:\w+/g, "[^/]+")}/?$`);
}

/** What Express itself refuses (a malformed escape in the path) or a file that is not there. */
function failed(serving: Serving): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const call = createCall(serving, request, {});
    const status = (error as { status?: unknown }).status;
    const isCallers = typeof status === "number" && status >= 400 && status < 500;
    const shown = isCallers ? new PerfexError("HTTP_NOT_FOUND", { path: call.path }) : error;
    return sendProblem(serving, call, request, response, shown);
  };
}

/** `METHOD path` of every route Express knows. Plain middleware serves files only. */
export function mountedRoutes(app: Express): readonly string[] {
  return app.router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = new Set(route.stack.map((layer) => layer.method.toUpperCase()));
    return [...methods].map((method) => `${method} ${route.path}`);
  });
}
