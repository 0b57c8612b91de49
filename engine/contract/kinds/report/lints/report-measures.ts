import { type Lint, problem } from "../../../lints/lint.ts";
import type { Filed } from "../../../metadata/metadata-model.ts";
import type { Report, ReportMeasure } from "../../../types/index.ts";

/** A figure comes from a value, a count or a formula; summaries aggregate, only details run on. */
export const reportMeasures: Lint<Report> = {
  id: "report-measures",
  phase: "structure",
  check: (filed) =>
    Object.entries(filed.artefact.measures).flatMap(([id, measure]) => {
      const code = mistake(filed.artefact.kind, measure);
      return code ? [problem(filed.file, ["measures", id], code, { measure: id })] : [];
    }),
};

function mistake(kind: Filed<Report>["artefact"]["kind"], measure: ReportMeasure) {
  const { value, formula, aggregate, running } = measure;
  if (value !== undefined && formula !== undefined) return "METADATA_MEASURE_TWO_SOURCES";
  if (value === undefined && formula === undefined && aggregate !== "count") return "METADATA_MEASURE_NO_SOURCE";
  if (kind === "summary" && formula === undefined && aggregate === undefined) return "METADATA_MEASURE_NOT_AGGREGATED";
  if (kind === "summary" && running) return "METADATA_MEASURE_RUNNING";
  return undefined;
}
