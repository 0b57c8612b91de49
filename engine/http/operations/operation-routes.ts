import { type Database, isReachable } from "../../database/index.ts";
import type { AccessPolicy } from "../../documents/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import { json, jsonText } from "../exchange/answer.ts";
import type { Call } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { media, type Route, route } from "../routing/route.ts";
import type { Metrics } from "./metrics.ts";
import { aliveAnswer, notReadyAnswer, openApiAnswer, readyAnswer } from "./operation-schemas.ts";

export interface OperationPorts {
  readonly db: Database;
  readonly metrics: Metrics;
  /** Who may read the metrics from elsewhere than this machine; nobody when absent. */
  readonly metricsToken?: string;
  isStopping(): boolean;
  /** OpenAPI of some metadata as JSON text, as far as its reader sees it; all of it without one. */
  openApiOf(registry: Registry, reader: OpenApiReader | undefined): string;
  /** The product's own, for those who are not signed in. */
  readonly baseRegistry: Registry;
}

/** Somebody whose organization's metadata is described to him. */
export interface OpenApiReader {
  readonly registry: Registry;
  readonly access: AccessPolicy;
  readonly roles: readonly string[];
}

const READY_TIMEOUT_MS = 2000;

export function operationRoutes(gate: Gate, ports: OperationPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/healthz",
      access: gate.open,
      summary: { fr: "Le processus vit", en: "The process is alive" },
      answers: { 200: aliveAnswer },
      handle: async () => jsonText('{"status":"ok"}'),
    }),
    route({
      method: "GET",
      path: "/readyz",
      access: gate.open,
      summary: { fr: "Prêt à servir (base de données comprise)", en: "Ready to serve (database included)" },
      answers: { 200: readyAnswer, 503: notReadyAnswer },
      handle: async () =>
        (await isReady(ports)) ? json({ status: "ready" as const }) : json({ status: "not ready" as const }, 503),
    }),
    route({
      method: "GET",
      path: "/metrics",
      access: gate.open,
      summary: { fr: "Mesures (Prometheus)", en: "Metrics (Prometheus)" },
      answers: { 200: media("text/plain") },
      async handle(call) {
        if (!mayReadMetrics(call, ports.metricsToken)) return fail("AUTH_REQUIRED");
        return {
          status: 200,
          headers: { "content-type": ports.metrics.contentType },
          body: await ports.metrics.render(),
        };
      },
    }),
    route({
      method: "GET",
      path: "/api/openapi.json",
      access: gate.open,
      summary: { fr: "Description OpenAPI", en: "OpenAPI description" },
      answers: { 200: openApiAnswer },
      async handle(call) {
        const reader = await memberOf(gate, call);
        return jsonText(ports.openApiOf(reader?.registry ?? ports.baseRegistry, reader), {
          "cache-control": "private, no-cache",
        });
      },
    }),
  ];
}

/** With a token: the metadata of the caller's organization, which may hold more than the product's, as far as the caller reads it. */
async function memberOf(gate: Gate, call: Call): Promise<OpenApiReader | undefined> {
  if (call.headers.authorization === undefined) return undefined;
  try {
    const { ctx, membership } = await gate.member.admit(call);
    return { registry: ctx.registry, access: ctx.access, roles: membership.roles };
  } catch (error) {
    // Somebody signed in who belongs to no organization sees what everybody sees.
    if (isPerfexError(error) && error.code === "ORGANIZATION_NONE") return undefined;
    throw error;
  }
}

async function isReady({ db, isStopping }: OperationPorts): Promise<boolean> {
  if (isStopping()) return false;
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, READY_TIMEOUT_MS, false).unref());
  return Promise.race([isReachable(db), late]);
}

/** A proxy on this machine speaks for others, which its header gives away. */
function mayReadMetrics(call: Call, token: string | undefined): boolean {
  const isDirect = call.headers["x-forwarded-for"] === undefined && call.headers["forwarded"] === undefined;
  const isLocal = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(call.request.socket.remoteAddress ?? "");
  if (isDirect && isLocal) return true;
  return token !== undefined && token !== "" && call.headers.authorization === `Bearer ${token}`;
}
