import type { Report } from "../../contract/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { Route } from "../routing/route.ts";
import { COMMON_PARAMETERS, COMMON_RESPONSES, COMMON_SCHEMAS, SECURITY_SCHEMES } from "./common-components.ts";
import { DOCUMENT_OPERATIONS } from "./document-operations.ts";
import { documentSchema, documentSchemaName, valuesSchema } from "./document-schemas.ts";
import { GENERAL_OPERATIONS } from "./general-operations.ts";
import type { JsonSchema, OpenApiDocument, Operation, Parameter } from "./openapi-types.ts";

/**
 * The whole interface as OpenAPI 3.1, from the declared routes and the metadata: a parametric route becomes one path
 * per doctype (or report) it means something for, so that each can be browsed and tried.
 */
export function buildOpenApi(registry: Registry, routes: readonly Route[]): OpenApiDocument {
  const doctypes = [...registry.doctypes.values()].filter((doctype) => doctype.kind !== "child");
  const paths: Record<string, Record<string, Operation>> = {};
  const add = (path: string, route: Route, operation: Operation) => {
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  };
  for (const route of byDepth(routes)) {
    if (route.path.includes("/:doctype")) {
      for (const doctype of doctypes) {
        if (!describes(route, doctype, registry)) continue;
        add(openApiPath(route.path.replace(":doctype", doctype.id)), route, documentOperation(route, doctype));
      }
    } else if (route.path.includes("/:report")) {
      for (const report of registry.reports.values()) {
        add(openApiPath(route.path.replace(":report", report.id)), route, reportOperation(route, report));
      }
    } else {
      add(openApiPath(route.path), route, generalOperation(route));
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Perfex ERP",
      version: "1",
      description:
        "Every doctype of the metadata has the same verbs. Errors are RFC 9457 problem details with a stable code.",
    },
    servers: [{ url: "/" }],
    tags: [
      ...doctypes.map(({ id, label }) => ({ name: id, description: label.en })),
      ...["auth", "organizations", "reports", "general"].map((name) => ({ name })),
    ],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: { ...COMMON_SCHEMAS, ...documentSchemas(doctypes) },
      responses: COMMON_RESPONSES,
      parameters: COMMON_PARAMETERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** The plain verbs of a doctype before what hangs on a document. */
function byDepth(routes: readonly Route[]): readonly Route[] {
  const depth = ({ path }: Route) => path.split("/").length;
  return [...routes].sort((one, other) => depth(one) - depth(other));
}

const keyOf = (route: Route): string => `${route.method} ${route.path}`;

function describes(route: Route, doctype: ResolvedDoctype, registry: Registry): boolean {
  return mustExist(DOCUMENT_OPERATIONS[keyOf(route)], `description of ${keyOf(route)}`).appliesTo(doctype, registry);
}

function documentSchemas(doctypes: readonly ResolvedDoctype[]): Record<string, JsonSchema> {
  return Object.fromEntries(
    doctypes.flatMap((doctype) => [
      [doctype.id, valuesSchema(doctype)],
      [documentSchemaName(doctype.id), documentSchema(doctype)],
    ]),
  );
}

function openApiPath(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}

function documentOperation(route: Route, doctype: ResolvedDoctype): Operation {
  const details = mustExist(DOCUMENT_OPERATIONS[keyOf(route)], keyOf(route)).describe(doctype);
  const rest = route.path.replace("/api/v1/:doctype", "").replace(/[/:.]+/g, "_");
  return complete(route, details, {
    operationId: `${route.method.toLowerCase()}_${doctype.id}${rest}`,
    tag: doctype.id,
    summary: `${route.summary.en} · ${doctype.label.en}`,
    path: route.path.replace(":doctype", doctype.id),
  });
}

function reportOperation(route: Route, report: Report): Operation {
  const details = mustExist(GENERAL_OPERATIONS[keyOf(route)], keyOf(route));
  const isQuery = route.method === "GET";
  const parameters = isQuery
    ? Object.entries(report.params ?? {}).map(
        ([name, { label, required }]): Parameter => ({
          name,
          in: "query",
          description: label.en,
          schema: { type: "string" },
          ...(required && { required }),
        }),
      )
    : [];
  const rest = route.path.replace("/api/v1/reports/:report", "").replace(/[/:.]+/g, "_");
  return complete(
    route,
    { ...details, parameters },
    {
      operationId: `${route.method.toLowerCase()}_report_${report.id}${rest}`,
      tag: "reports",
      summary: `${route.summary.en} · ${report.label.en}`,
      path: route.path.replace(":report", report.id),
    },
  );
}

function generalOperation(route: Route): Operation {
  const details = mustExist(GENERAL_OPERATIONS[keyOf(route)], `description of ${keyOf(route)}`);
  const area = /^\/api\/(auth|organizations)/.exec(route.path)?.[1] ?? "general";
  return complete(route, details, {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[/:.-]+/g, "_")}`,
    tag: area,
    summary: route.summary.en,
    path: route.path,
  });
}

interface Naming {
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly path: string;
}

function complete(
  route: Route,
  details: Pick<Operation, "parameters" | "requestBody" | "responses">,
  naming: Naming,
): Operation {
  const isOpen = route.access.is.kind === "open";
  const pathParameters = [...naming.path.matchAll(/:(\w+)/g)].map(
    ([, name]): Parameter => ({ name: name!, in: "path", required: true, schema: { type: "string" } }),
  );
  const chosen = isOpen || !route.path.startsWith("/api/v1") ? [] : [{ $ref: "#/components/parameters/organization" }];
  const parameters = [...pathParameters, ...(details.parameters ?? []), ...chosen];
  return {
    operationId: naming.operationId,
    tags: [naming.tag],
    summary: naming.summary,
    description: accessNote(route),
    ...(isOpen && { security: route.path.endsWith("/refresh") ? [{ refresh: [] }] : [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(details.requestBody && { requestBody: details.requestBody }),
    responses: {
      ...details.responses,
      ...(!isOpen && {
        "401": { $ref: "#/components/responses/Unauthorized" },
        "403": { $ref: "#/components/responses/Forbidden" },
      }),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function accessNote(route: Route): string {
  const { is } = route.access;
  const who = {
    open: "Open to everybody.",
    "signed-in": "Needs a signed-in person.",
    member: "Needs a member of the organization.",
    administrator: "Needs an administrator of the organization.",
    report: "Needs a role that may run the report.",
  };
  return is.kind === "action" ? `Needs a role with the action “${is.action}”.` : who[is.kind];
}
