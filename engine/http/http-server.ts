import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Registry } from "../registry/index.ts";
import { createAccessTokens } from "./auth/access-tokens.ts";
import type { AuthPorts } from "./auth/auth-ports.ts";
import { createIdentityCache } from "./auth/identity-cache.ts";
import { createMailOutbox } from "./auth/mail-outbox.ts";
import { createSessionStore } from "./auth/session-store.ts";
import { createChangeHub } from "./events/change-hub.ts";
import { createExpressApp, mountedRoutes } from "./express-app.ts";
import { listen } from "./listen.ts";
import { buildOpenApi } from "./openapi/build-openapi.ts";
import { createMetrics } from "./operations/metrics.ts";
import { createRequestLog } from "./operations/request-log.ts";
import { loadSecret } from "./platform/prepare-platform.ts";
import type { HttpPorts } from "./ports.ts";
import { declareRoutes } from "./routes.ts";
import { createGate } from "./routing/gate.ts";
import { createRateLimits, type DEFAULT_LIMITS } from "./routing/rate-limits.ts";
import type { Route } from "./routing/route.ts";
import type { Serving } from "./routing/serve-route.ts";
import { createThinPath } from "./thin-path.ts";

export interface HttpOptions {
  readonly logger: Logger;
  /** Where people reach the screens, e.g. `https://erp.example.com`; links in mails begin with it. */
  readonly publicUrl: string;
  /** Folder of the built screens. */
  readonly screensFolder: string;
  /** Believe a proxy in front about the client's address. */
  readonly trustsProxy?: boolean;
  readonly metricsToken?: string;
  readonly limits?: Partial<typeof DEFAULT_LIMITS>;
}

export interface HttpServer {
  /** For tests that go through every route there is. */
  readonly routes: readonly Route[];
  /** What Express really serves, as `METHOD path`. */
  mounted(): readonly string[];
  readonly auth: AuthPorts;
  /** Returns the port. Raises APP_PORT_TAKEN. */
  listen(port: number, host?: string): Promise<number>;
  /** Refuses new requests, ends live streams, lets the others finish for a while. */
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 8000;

/** The whole interface. Needs `preparePlatform` before. */
export async function createHttpServer(ports: HttpPorts, options: HttpOptions): Promise<HttpServer> {
  const { db } = ports;
  const stopping = new AbortController();
  const limits = createRateLimits(options.limits);
  const identities = await createIdentityCache(db);
  const hub = await createChangeHub(db);
  const tokens = createAccessTokens(await loadSecret(db, "access_tokens"));
  const mails = createMailOutbox(ports.jobs);
  const sessions = createSessionStore(db, identities);
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  const auth: AuthPorts = { db, tokens, sessions, identities, mails, limits, publicUrl };
  const gate = createGate({ tokens, identityOf: identities.get, contextFor: ports.contextFor });
  const metrics = createMetrics();
  metrics.gauge("perfex_dead_letters", "Deliveries given up", async () => (await ports.jobs.deadLetters()).length);

  const openApis = new WeakMap<Registry, string>();
  const routes: readonly Route[] = declareRoutes({
    ...ports,
    gate,
    auth,
    hub,
    stopping: stopping.signal,
    operations: {
      db,
      metrics,
      ...(options.metricsToken !== undefined && { metricsToken: options.metricsToken }),
      isStopping: () => stopping.signal.aborted,
      baseRegistry: ports.baseRegistry,
      openApiOf(registry) {
        const text = openApis.get(registry) ?? JSON.stringify(buildOpenApi(registry, routes));
        openApis.set(registry, text);
        return text;
      },
    },
  });
  const serving: Serving = {
    limits,
    log: createRequestLog(options.logger, metrics),
    addressOf: (request) => clientAddress(request, options.trustsProxy ?? false),
  };
  const app = createExpressApp(serving, routes, options.screensFolder);
  const thin = createThinPath(serving, routes);
  const server = createServer(SERVER_OPTIONS, (request: IncomingMessage, response: ServerResponse) => {
    if (!thin(request, response)) app(request, response);
  });
  return {
    routes,
    mounted: () => mountedRoutes(app),
    auth,
    listen: (port, host) => listen(server, port, host),
    async close() {
      stopping.abort();
      await closeServer(server);
      await Promise.all([identities.close(), hub.close()]);
    },
  };
}

/** Slow senders are cut off; a proxy in front keeps its connections a little less long than we do. */
const SERVER_OPTIONS = {
  keepAliveTimeout: 65_000,
  headersTimeout: 20_000,
  requestTimeout: 120_000,
  maxHeaderSize: 32_768,
};

function clientAddress(request: IncomingMessage, trustsProxy: boolean): string {
  const forwarded = trustsProxy ? request.headers["x-forwarded-for"] : undefined;
  const last = typeof forwarded === "string" ? forwarded.split(",").at(-1)?.trim() : undefined;
  return last || (request.socket.remoteAddress ?? "unknown");
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
  await closed;
  clearTimeout(timer);
}
