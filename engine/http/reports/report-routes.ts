import { fail } from "../../kernel/index.ts";
import { drillReport, exportReport, REPORT_LIMIT_MAX, type ReportRequest, runReport } from "../../reports/index.ts";
import { integer } from "../documents/list-query.ts";
import { download, json } from "../exchange/answer.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { media, type Route, route } from "../routing/route.ts";
import {
  drillAnswer,
  drillBody,
  exportReportQuery,
  OFFSET_MAX,
  reportAnswer,
  reportBody,
  reportQuery,
} from "./report-schemas.ts";

const PATH = "/api/v1/reports/:report";
/** Names in the query that are not parameters of the report. */
const OWN_NAMES = Object.keys({ ...reportQuery, ...exportReportQuery });
const MEDIA = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } as const;

export function reportRoutes(gate: Gate): readonly Route[] {
  const exported = (format: "csv" | "xlsx"): Route =>
    route({
      method: "GET",
      path: `${PATH}/export.${format}`,
      access: gate.report,
      limit: "heavy",
      summary: { fr: `Exporter le rapport (${format})`, en: `Export the report (${format})` },
      query: exportReportQuery,
      answers: { 200: media(MEDIA[format]) },
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
      query: reportQuery,
      answers: { 200: reportAnswer },
      handle: async (call) => json(await runReport(call.ctx, pathParam(call, "report"), queryRequest(call))),
    }),
    route({
      method: "POST",
      path: PATH,
      access: gate.report,
      summary: { fr: "Rapport (paramètres en JSON)", en: "Report (parameters as JSON)" },
      body: reportBody,
      answers: { 200: reportAnswer },
      handle: async (call, request) => json(await runReport(call.ctx, pathParam(call, "report"), request)),
    }),
    route({
      method: "POST",
      path: `${PATH}/drill`,
      access: gate.report,
      summary: { fr: "Ce qui se cache derrière un chiffre", en: "What is behind a figure" },
      body: drillBody,
      answers: { 200: drillAnswer },
      handle: async (call, request) => json(await drillReport(call.ctx, pathParam(call, "report"), request)),
    }),
  ];
}

/** `?from=2026-01-01&limit=100`: whatever is not a name of ours is a parameter of the report. */
function queryRequest({ query }: MemberCall): ReportRequest {
  const params = Object.fromEntries([...query].filter(([name]) => !OWN_NAMES.includes(name)));
  const limit = integer(query.get("limit"), "limit", 1, REPORT_LIMIT_MAX);
  const offset = integer(query.get("offset"), "offset", 0, OFFSET_MAX);
  const compare = query.get("compare");
  if (compare !== null && compare !== "previous_year") {
    const reasons = { reason_fr: "attendu : previous_year.", reason_en: "expected: previous_year." };
    return fail("HTTP_VALUE_INVALID", { name: "compare", ...reasons });
  }
  return {
    params,
    ...(limit !== undefined && { limit }),
    ...(offset !== undefined && { offset }),
    ...(compare && { compare }),
  };
}

function languageOf(call: MemberCall) {
  const wanted = call.query.get("language");
  return wanted === "fr" || wanted === "en" ? wanted : call.ctx.principal.language;
}
