import { asDeclared } from "../../compile/expression-reads.ts";
import type { Report } from "../../types/index.ts";
import { BY_NAME } from "../../visible/shown-schemas.ts";
import type { Kind } from "../kind.ts";
import { reportFormulaCycle } from "./lints/report-formula-cycle.ts";
import { reportMeasures } from "./lints/report-measures.ts";
import { reportNames } from "./lints/report-names.ts";
import { reportParameters } from "./lints/report-parameters.ts";
import schema from "./report.schema.json" with { type: "json" };
import { reportReferences } from "./report-references.ts";
import { reportSlots } from "./report-slots.ts";
import { type ShownReports, visibleReports } from "./visible-reports.ts";

/** Figures over documents or entries. */
export const reportKind: Kind<{
  id: "report";
  plural: "reports";
  artefact: Report;
  resolved: Report;
  shown: ShownReports;
}> = {
  id: "report",
  plural: "reports",
  place: "reports/<id>.json",
  schema,
  ofDoctype: ({ source }) => ("doctype" in source ? source.doctype : null),
  nameIn: "id",
  unknown: "METADATA_REPORT_UNKNOWN",
  references: reportReferences,
  slots: reportSlots,
  lints: [reportFormulaCycle, reportMeasures, reportNames, reportParameters],
  compile: asDeclared,
  shownAs: { reports: BY_NAME },
  visible: visibleReports,
};
