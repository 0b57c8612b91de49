import { authRoutes } from "./auth/auth-routes.ts";
import { attachmentRoutes } from "./documents/attachment-routes.ts";
import { collectionRoutes } from "./documents/collection-routes.ts";
import { documentRoutes } from "./documents/document-routes.ts";
import { findRoutes } from "./documents/find-routes.ts";
import { importRoutes } from "./documents/import-routes.ts";
import { printRoutes } from "./documents/print-routes.ts";
import { recordRoutes } from "./documents/record-routes.ts";
import { relationRoutes } from "./documents/relation-routes.ts";
import type { ChangeHub } from "./events/change-hub.ts";
import { eventRoutes } from "./events/event-routes.ts";
import { functionRoutes } from "./functions/function-routes.ts";
import { metaRoutes } from "./meta/meta-routes.ts";
import { jobRoutes } from "./operations/job-routes.ts";
import { type OperationPorts, operationRoutes } from "./operations/operation-routes.ts";
import { organizationRoutes } from "./organizations/organization-routes.ts";
import type { HttpPorts } from "./ports.ts";
import { reportRoutes } from "./reports/report-routes.ts";
import { createGate, type Gate, type GatePorts } from "./routing/gate.ts";
import type { Route } from "./routing/route.ts";
import { docsRoutes } from "./screens/docs-routes.ts";

export interface RoutePorts extends HttpPorts {
  readonly gate: Gate;
  /** See `AuthPorts`. */
  readonly isSecure: boolean;
  readonly hub: ChangeHub;
  readonly operations: OperationPorts;
  readonly stopping: AbortSignal;
}

/** Every route there is, in the order they are tried: names of their own before parametric ones. */
export function declareRoutes(ports: RoutePorts): readonly Route[] {
  const { gate, documents } = ports;
  return [
    ...operationRoutes(gate, ports.operations),
    ...docsRoutes(gate),
    ...authRoutes(gate, ports),
    ...organizationRoutes(gate, ports),
    ...metaRoutes(gate),
    ...eventRoutes(gate, ports),
    ...jobRoutes(gate, ports.jobs),
    ...reportRoutes(gate),
    ...functionRoutes(gate, ports),
    ...importRoutes(gate, ports),
    ...recordRoutes(gate, ports),
    ...attachmentRoutes(gate, ports),
    ...collectionRoutes(gate, documents),
    ...findRoutes(gate, documents),
    ...relationRoutes(gate, documents),
    ...printRoutes(gate, ports),
    ...documentRoutes(gate, documents),
  ];
}

/** The routes with nothing behind them: enough to describe the interface. */
export function describeRoutes(): readonly Route[] {
  const gate = createGate({} as GatePorts);
  return declareRoutes({ gate, operations: {} } as RoutePorts);
}
