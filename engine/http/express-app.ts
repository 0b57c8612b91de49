import compression from "compression";
import express, { type ErrorRequestHandler, type Express } from "express";
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
  app.use((request, response) => {
    const call = createCall(serving, request, {});
    return sendProblem(serving, call, request, response, new PerfexError("HTTP_NOT_FOUND", { path: call.path }));
  });
  app.use(failed(serving));
  return app;
}

/** Each declared route, and for its path the answer to every other method. */
function mountRoutes(app: Express, serving: Serving, routes: readonly Route[]): void {
  const methodsByPath = new Map<string, string[]>();
  for (const route of routes) {
    methodsByPath.set(route.path, [...(methodsByPath.get(route.path) ?? []), route.method]);
    const method = route.method.toLowerCase() as "get" | "post" | "patch" | "delete";
    app[method](route.path, (request, response) =>
      serveRoute(serving, route, request, response, request.params as Readonly<Record<string, string>>),
    );
  }
  for (const [path, methods] of methodsByPath) {
    app.all(path, (request, response, next) => {
      // A longer list of literal paths may follow a parametric one; the last word is said only when nothing else fits.
      if (
        routes.some(
          (route) => route.path !== path && route.method === request.method && matches(route.path, request.path),
        )
      ) {
        return next();
      }
      const call = createCall(serving, request, {});
      response.setHeader("allow", methods.join(", "));
      const error = new PerfexError("HTTP_METHOD_NOT_ALLOWED", { method: request.method, allowed: methods.join(", ") });
      return sendProblem(serving, call, request, response, error);
    });
  }
}

function matches(routePath: string, path: string): boolean {
  const pattern = routePath.replace(/[.]/g, "\\.").replace(/:\w+/g, "[^/]+");
  return new RegExp(`^${pattern}/?$`).test(path);
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
