import { drillReport, exportReport, type ReportRequest, runReportAsText } from "../../reports/index.ts";
import { download, json, jsonText } from "../exchange/answer.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { media, type Route, route } from "../routing/route.ts";
import { whileConnected } from "../routing/while-connected.ts";
import { drillAnswer, drillBody, exportReportQuery, reportAnswer, reportBody, reportQuery } from "./report-schemas.ts";

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
      hasFreeQuery: true,
      answers: { 200: media(MEDIA[format]) },
      async handle(call, _body, { language = call.ctx.principal.language, ...query }) {
        const request = { ...query, params: parametersOf(call), format, language };
        const file = await whileConnected(call.request, (signal) =>
          exportReport(call.ctx, pathParam(call, "report"), { ...request, signal }),
        );
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
      hasFreeQuery: true,
      answers: { 200: reportAnswer },
      handle: async (call, _body, query) => figures(call, { ...query, params: parametersOf(call) }),
    }),
    route({
      method: "POST",
      path: PATH,
      access: gate.report,
      summary: { fr: "Rapport (paramètres en JSON)", en: "Report (parameters as JSON)" },
      body: reportBody,
      answers: { 200: reportAnswer },
      handle: async (call, request) => figures(call, request),
    }),
    route({
      method: "POST",
      path: `${PATH}/drill`,
      access: gate.report,
      summary: { fr: "Ce qui se cache derrière un chiffre", en: "What is behind a figure" },
      body: drillBody,
      answers: { 200: drillAnswer },
      handle: async (call, request) =>
        json(
          await whileConnected(call.request, (signal) =>
            drillReport(call.ctx, pathParam(call, "report"), { ...request, signal }),
          ),
        ),
    }),
  ];
}

/** The figures as Postgres wrote them; its statement ends when their reader leaves. */
const figures = async (call: MemberCall, request: ReportRequest) =>
  jsonText(
    await whileConnected(call.request, (signal) =>
      runReportAsText(call.ctx, pathParam(call, "report"), { ...request, signal }),
    ),
  );

/** `?from=2026-01-01&limit=100`: whatever is not a name of ours is a parameter of the report. */
function parametersOf({ query }: MemberCall): ReportRequest["params"] {
  return Object.fromEntries([...query].filter(([name]) => !OWN_NAMES.includes(name)));
}
