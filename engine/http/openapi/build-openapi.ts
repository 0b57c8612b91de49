import type { FunctionDeclaration, Report } from "../../contract/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { Route } from "../routing/route.ts";
import { problem } from "../schemas/problem-schemas.ts";
import { NAME, text } from "../schemas/schema.ts";
import { COMMON_PARAMETERS, COMMON_RESPONSES, SECURITY_SCHEMES } from "./common-components.ts";
import { describeRoute, type OperationPlace } from "./describe-route.ts";
import { type DescribedMetadata, describedMetadata, type Seen } from "./described-metadata.ts";
import {
  documentSchema,
  documentSchemaName,
  exampleValues,
  listedSchema,
  listedSchemaName,
} from "./document-schemas.ts";
import { type JsonSchema, type OpenApiDocument, type Operation, type Parameter, schemaRef } from "./openapi-types.ts";
import { type Places, publishSchema } from "./publish-schema.ts";

/**
 * The whole interface as OpenAPI 3.1, from the declared routes and the metadata: a parametric route becomes one path
 * per doctype (or report) it means something for, so that each can be browsed and tried. `seen`: what its reader sees.
 */
export function buildOpenApi(registry: Registry, routes: readonly Route[], seen?: Seen): OpenApiDocument {
  const described = describedMetadata(registry, seen);
  const { doctypes } = described;
  const paths: Record<string, Record<string, Operation>> = {};
  const components = new Map(doctypes.flatMap(documentSchemas));
  publishSchema(problem, components);
  for (const route of byDepth(routes)) {
    for (const place of placesOf(route, registry, described)) {
      const path = openApiPath(place.path);
      const operation = describeRoute(route, place, components);
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
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
      ...["auth", "organizations", "reports", "functions", "general"].map((name) => ({ name })),
    ],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(components),
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

function placesOf(
  route: Route,
  registry: Registry,
  { doctypes, reports }: DescribedMetadata,
): readonly OperationPlace[] {
  if (route.path.includes("/:doctype")) {
    return doctypes
      .filter((doctype) => route.appliesTo?.(doctype, registry) ?? true)
      .map((doctype) => doctypePlace(route, doctype));
  }
  if (route.path.includes("/:report")) return reports.map((report) => reportPlace(route, report));
  if (route.path.includes("/:function")) {
    const offered = [...registry.functions.values()].filter((declared) => declared.offered?.api === true);
    return offered.map((declared) => functionPlace(route, declared));
  }
  return [generalPlace(route)];
}

function documentSchemas(doctype: ResolvedDoctype): [string, JsonSchema][] {
  return [
    [doctype.id, doctype.jsonSchema],
    [documentSchemaName(doctype.id), documentSchema(doctype)],
    [listedSchemaName(doctype.id), listedSchema(doctype)],
  ];
}

function openApiPath(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}

const suffixOf = (path: string) => path.replace(/[/:.]+/g, "_");

function doctypePlace(route: Route, doctype: ResolvedDoctype): OperationPlace {
  const places: Places = {
    $document: schemaRef(documentSchemaName(doctype.id)),
    $listed: schemaRef(listedSchemaName(doctype.id)),
    $values: schemaRef(doctype.id),
    $patch: { type: "object", description: `Fields of ${doctype.id} to change` },
  };
  const isCreate = route.body !== undefined && !("isUpload" in route.body) && route.body[NAME] === "$values";
  return {
    operationId: `${route.method.toLowerCase()}_${doctype.id}${suffixOf(route.path.replace("/api/v1/:doctype", ""))}`,
    tag: doctype.id,
    summary: `${route.summary.en} · ${doctype.label.en}`,
    path: route.path.replace(":doctype", doctype.id),
    places,
    ...(isCreate && { example: exampleValues(doctype) }),
  };
}

function reportPlace(route: Route, report: Report): OperationPlace {
  const params = route.method === "GET" ? Object.entries(report.params ?? {}) : [];
  const rest = suffixOf(route.path.replace("/api/v1/reports/:report", ""));
  return {
    operationId: `${route.method.toLowerCase()}_report_${report.id}${rest}`,
    tag: "reports",
    summary: `${route.summary.en} · ${report.label.en}`,
    path: route.path.replace(":report", report.id),
    places: {},
    parameters: params.map(
      ([name, { label, required }]): Parameter => ({
        name,
        in: "query",
        description: label.en,
        schema: text(),
        ...(required && { required }),
      }),
    ),
  };
}

/** A function is described by its own schemas. */
function functionPlace(route: Route, { id, label, input, output }: FunctionDeclaration): OperationPlace {
  return {
    operationId: `${route.method.toLowerCase()}_function_${id}`,
    tag: "functions",
    summary: `${route.summary.en} · ${label.en}`,
    path: route.path.replace(":function", id),
    places: { $input: input as JsonSchema, $output: output as JsonSchema },
  };
}

function generalPlace(route: Route): OperationPlace {
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[/:.-]+/g, "_")}`,
    tag: /^\/api\/(auth|organizations)/.exec(route.path)?.[1] ?? "general",
    summary: route.summary.en,
    path: route.path,
    places: {},
  };
}
