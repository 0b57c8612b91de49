import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import { createRateLimits } from "../identity/index.ts";
import type { Registry } from "../registry/index.ts";
import { createChangeHub } from "./events/change-hub.ts";
import { createExpressApp, mountedRoutes } from "./express-app.ts";
import { listen } from "./listen.ts";
import { buildRoleMeta } from "./meta/build-meta.ts";
import { buildOpenApi } from "./openapi/build-openapi.ts";
import { createMetrics } from "./operations/metrics.ts";
import { createRequestLog } from "./operations/request-log.ts";
import type { HttpPorts } from "./ports.ts";
import { declareRoutes } from "./routes.ts";
import { createGate } from "./routing/gate.ts";
import { REQUEST_BUDGETS } from "./routing/request-budgets.ts";
import type { Route } from "./routing/route.ts";
import type { Serving } from "./routing/serve-route.ts";
import { createThinPath } from "./thin-path.ts";

export interface HttpOptions {
  readonly logger: Logger;
  /** Where people reach the screens, e.g. `https://erp.example.com`. */
  readonly publicUrl: string;
  /** Folder of the built screens. */
  readonly screensFolder: string;
  /** Believe a proxy in front about the client's address. */
  readonly trustsProxy?: boolean;
  readonly metricsToken?: string;
  readonly limits?: Partial<typeof REQUEST_BUDGETS>;
}

export interface HttpServer {
  /** For tests that go through every route there is. */
  readonly routes: readonly Route[];
  /** What Express really serves, as `METHOD path`. */
  mounted(): readonly string[];
  /** Returns the port. Raises APP_PORT_TAKEN. */
  listen(port: number, host?: string): Promise<number>;
  /** Refuses new requests, ends live streams, lets the others finish for a while. */
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 8000;

/** The whole interface. */
export async function createHttpServer(ports: HttpPorts, options: HttpOptions): Promise<HttpServer> {
  const { db, people } = ports;
  const stopping = new AbortController();
  // Every live stream listens, however many there are.
  setMaxListeners(0, stopping.signal);
  const limits = createRateLimits({ ...REQUEST_BUDGETS, ...options.limits });
  const hub = await createChangeHub(db);
  const gate = createGate({
    identify: people.sessions.identify,
    redeem: people.sessions.redeem,
    contextFor: ports.contextFor,
  });
  const metrics = createMetrics();
  metrics.gauge("perfex_dead_letters", "Deliveries given up", async () => (await ports.jobs.deadLetters()).length);

  const openApis = new WeakMap<Registry, Map<string, string>>();
  const routes: readonly Route[] = declareRoutes({
    ...ports,
    gate,
    isSecure: options.publicUrl.startsWith("https:"),
    hub,
    stopping: stopping.signal,
    operations: {
      db,
      metrics,
      ...(options.metricsToken !== undefined && { metricsToken: options.metricsToken }),
      isStopping: () => stopping.signal.aborted,
      baseRegistry: ports.baseRegistry,
      openApiOf(registry, reader) {
        const texts = openApis.get(registry) ?? new Map<string, string>();
        openApis.set(registry, texts);
        const key = [...(reader?.roles ?? ["*"])].sort().join(" ");
        const seen = () => reader && buildRoleMeta(registry, reader.access, reader.roles);
        const text = texts.get(key) ?? JSON.stringify(buildOpenApi(registry, routes, seen()));
        texts.set(key, text);
        return text;
      },
    },
  });
  const serving: Serving = {
    limits,
    log: createRequestLog(options.logger, metrics),
    renewed: ports.renewed,
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
    async listen(port, host) {
      const bound = await listen(server, port, host);
      // A connection that could not be accepted (too many open files) ends nothing but itself.
      server.on("error", (error) => options.logger.error({ err: error }, "not accepted"));
      return bound;
    },
    async close() {
      stopping.abort();
      await closeServer(server);
      await hub.close();
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
