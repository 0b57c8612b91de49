import { fail } from "../../kernel/index.ts";
import { integer } from "../documents/list-query.ts";
import { download, json } from "../exchange/answer.ts";
import type { ReportRequest, ReportsPort } from "../ports.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";

const PATH = "/api/v1/reports/:report";
const ROWS_MAX = 100_000;

export function reportRoutes(gate: Gate, reports: ReportsPort): readonly Route[] {
  const exported = (format: "csv" | "xlsx"): Route =>
    route({
      method: "GET",
      path: `${PATH}/export.${format}`,
      access: gate.report,
      limit: "heavy",
      summary: { fr: `Exporter le rapport (${format})`, en: `Export the report (${format})` },
      async handle(call) {
        const file = await reports.export(call.ctx, pathParam(call, "report"), format, queryRequest(call));
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
      handle: async (call) => json(await reports.run(call.ctx, pathParam(call, "report"), queryRequest(call))),
    }),
    route({
      method: "POST",
      path: PATH,
      access: gate.report,
      summary: { fr: "Rapport (paramètres en JSON)", en: "Report (parameters as JSON)" },
      handle: async (call) => json(await reports.run(call.ctx, pathParam(call, "report"), await bodyRequest(call))),
    }),
    route({
      method: "POST",
      path: `${PATH}/drill`,
      access: gate.report,
      summary: { fr: "Ce qui se cache derrière un chiffre", en: "What is behind a figure" },
      async handle(call) {
        const { row, measure } = await call.body();
        if (!isObject(row)) return fail("HTTP_VALUE_MISSING", { name: "row" }, { pointer: "/row" });
        const request = { ...(await bodyRequest(call)), row, ...(typeof measure === "string" && { measure }) };
        return json(await reports.drill(call.ctx, pathParam(call, "report"), request));
      },
    }),
  ];
}

/** `?from=2026-01-01&limit=100`: everything but limit and language is a parameter of the report. */
function queryRequest(call: MemberCall): ReportRequest {
  const params = Object.fromEntries([...call.query].filter(([name]) => name !== "limit" && name !== "language"));
  const limit = integer(call.query.get("limit"), "limit", 1, ROWS_MAX);
  return { params, language: languageOf(call), ...(limit !== undefined && { limit }) };
}

async function bodyRequest(call: MemberCall): Promise<ReportRequest> {
  const { params, limit } = await call.body();
  if (params !== undefined && !isObject(params))
    return fail("HTTP_VALUE_MISSING", { name: "params" }, { pointer: "/params" });
  const rows = integer(limit === undefined ? null : String(limit), "limit", 1, ROWS_MAX);
  return { params: params ?? {}, language: languageOf(call), ...(rows !== undefined && { limit: rows }) };
}

function languageOf(call: MemberCall) {
  const wanted = call.query.get("language");
  return wanted === "fr" || wanted === "en" ? wanted : call.ctx.principal.language;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
