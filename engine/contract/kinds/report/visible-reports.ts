import type { Named, Report } from "../../types/index.ts";
import type { Sight } from "../../visible/sight.ts";

export interface MetaReport extends Report {
  /** Module whose menu leads to it. */
  readonly module: string | null;
}

export interface ShownReports {
  readonly reports: Named<MetaReport>;
}

export function visibleReports(sight: Sight): ShownReports {
  const reports = [...sight.artefacts.reports.values()].filter((report) => isRunnable(report, sight));
  return {
    reports: Object.fromEntries(reports.map((one) => [one.id, { ...one, module: moduleOf(one.id, sight) }])),
  };
}

/** One that reads what the person does not is refused when it is run: nothing of it is told. */
function isRunnable({ id, source }: Report, sight: Sight): boolean {
  if (!sight.canRunReport(id) || sight.withheldFrom("report", id).size > 0) return false;
  return "ledger" in source || sight.can(source.doctype, "read");
}

function moduleOf(report: string, { artefacts }: Sight): string | null {
  for (const module of artefacts.modules.values()) {
    const items = Object.values(module.menu ?? {}).flatMap((group) => group.items);
    if (items.some((item) => "report" in item && item.report === report)) return module.id;
  }
  return null;
}
