import type { Field, ReportParameter } from "../../../engine/contract/types/index.ts";
import type { MetaReport } from "../../../engine/http/api-types.ts";
import type { ReportParams } from "../api/reports.ts";

function readParameter(parameter: ReportParameter, text: string): string | number | boolean {
  if (parameter.type === "integer") return Number(text);
  if (parameter.type === "boolean") return text === "true";
  return text;
}

/** Parameters given in the address; an empty one is given as no value, an absent one takes its default. */
export function parametersOf(report: MetaReport, search: URLSearchParams): ReportParams {
  const entries = Object.entries(report.params ?? {}).flatMap(([name, parameter]) => {
    const text = search.get(name);
    if (text === null) return [];
    return [[name, text === "" ? null : readParameter(parameter, text)] as const];
  });
  return Object.fromEntries(entries);
}

/** Required parameters that neither the address nor a default fills. */
export function missingParameters(report: MetaReport, params: ReportParams): readonly string[] {
  return Object.entries(report.params ?? {}).flatMap(([name, parameter]) => {
    const isGiven = params[name] !== undefined ? params[name] !== null : parameter.default !== undefined;
    return parameter.required && !isGiven ? [name] : [];
  });
}

/** A parameter as a field, so that it is typed like any other. */
export function parameterField(parameter: ReportParameter): Field {
  const { label } = parameter;
  switch (parameter.type) {
    case "link":
      return { type: "link", label, to: parameter.to ?? "" };
    case "choice":
      return { type: "choice", label, options: parameter.options ?? {} };
    default:
      return { type: parameter.type, label };
  }
}
