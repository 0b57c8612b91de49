import { fail } from "../../kernel/index.ts";
import { drillReport, exportReport, REPORT_LIMIT_MAX, type ReportRequest, runReport } from "../../reports/index.ts";
import { integer } from "../documents/list-query.ts";
import { download, json } from "../exchange/answer.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";

const PATH = "/api/v1/reports/:report";
const OFFSET_MAX = 10_000_000;
/** Names in the query that are not parameters of the report. */
const OWN_NAMES = ["limit", "offset", "compare", "language"];

export function reportRoutes(gate: Gate): readonly Route[] {
  const exported = (format: "csv" | "xlsx"): Route =>
    route({
      method: "GET",
      path: `${PATH}/export.${format}`,
      access: gate.report,
      limit: "heavy",
      summary: { fr: `Exporter le rapport (${format})`, en: `Export the report (${format})` },
      async handle(call) {
        const { params, compare } = queryRequest(call);
        const request = { ...(params && { params }), ...(compare && { compare }), format, language: languageOf(call) };
        const file = await exportReport(call.ctx, pathParam(call, "report"), request);
        return download(file.fileName, file.contentType, file.bytes);
      },
    });
  return [
    exported("csv"),
    exported("xlsx"),
    route({
      method: "GET",
      path: PATH,
      access: gate.report,
      summary: { fr: "Rapport", en: "Report" },
      handle: async (call) => json(await runReport(call.ctx, pathParam(call, "report"), queryRequest(call))),
    }),
    route({
      method: "POST",
      path: PATH,
      access: gate.report,
      summary: { fr: "Rapport (paramètres en JSON)", en: "Report (parameters as JSON)" },
      handle: async (call) =>
        json(await runReport(call.ctx, pathParam(call, "report"), reportRequest(await call.body()))),
    }),
    route({
      method: "POST",
      path: `${PATH}/drill`,
      access: gate.report,
      summary: { fr: "Ce qui se cache derrière un chiffre", en: "What is behind a figure" },
      async handle(call) {
        const body = await call.body();
        const { row, measure } = body;
        if (!isObject(row)) return fail("HTTP_VALUE_MISSING", { name: "row" }, { pointer: "/row" });
        if (typeof measure !== "string")
          return fail("HTTP_VALUE_MISSING", { name: "measure" }, { pointer: "/measure" });
        const { compare: _, ...request } = reportRequest(body);
        return json(await drillReport(call.ctx, pathParam(call, "report"), { ...request, row, measure }));
      },
    }),
  ];
}

/** `?from=2026-01-01&limit=100`: whatever is not a name of ours is a parameter of the report. */
function queryRequest(call: MemberCall): ReportRequest {
  const { query } = call;
  const params = Object.fromEntries([...query].filter(([name]) => !OWN_NAMES.includes(name)));
  return reportRequest({
    params,
    limit: query.get("limit"),
    offset: query.get("offset"),
    compare: query.get("compare"),
  });
}

function reportRequest(given: Readonly<Record<string, unknown>>): ReportRequest {
  const { params, compare } = given;
  if (params !== undefined && !isObject(params))
    return fail("HTTP_VALUE_MISSING", { name: "params" }, { pointer: "/params" });
  if (compare !== undefined && compare !== null && compare !== "previous_year") {
    const reasons = { reason_fr: "attendu : previous_year.", reason_en: "expected: previous_year." };
    return fail("HTTP_VALUE_INVALID", { name: "compare", ...reasons }, { pointer: "/compare" });
  }
  const limit = integer(textOf(given["limit"]), "limit", 1, REPORT_LIMIT_MAX);
  const offset = integer(textOf(given["offset"]), "offset", 0, OFFSET_MAX);
  return {
    ...(params && { params }),
    ...(limit !== undefined && { limit }),
    ...(offset !== undefined && { offset }),
    ...(compare && { compare }),
  };
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

function languageOf(call: MemberCall) {
  const wanted = call.query.get("language");
  return wanted === "fr" || wanted === "en" ? wanted : call.ctx.principal.language;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
