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
  const reports = [...sight.artefacts.reports.values()].filter(({ id }) => sight.canRunReport(id));
  return {
    reports: Object.fromEntries(reports.map((one) => [one.id, { ...one, module: moduleOf(one.id, sight) }])),
  };
}

function moduleOf(report: string, { artefacts }: Sight): string | null {
  for (const module of artefacts.modules.values()) {
    const items = Object.values(module.menu ?? {}).flatMap((group) => group.items);
    if (items.some((item) => "report" in item && item.report === report)) return module.id;
  }
  return null;
}
