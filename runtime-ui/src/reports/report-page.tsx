import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { MetaReport } from "../../../engine/http/api-types.ts";
import { runReport } from "../api/reports.ts";
import { useLocalize } from "../i18n/language.ts";
import { useModuleCrumbs } from "../list/use-module-crumbs.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { EmptyState } from "../shared/empty-state.tsx";
import { InfoHint } from "../shared/info-hint.tsx";
import { NotFound } from "../shared/not-found.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { ProblemState } from "../shared/problem-state.tsx";
import { RowsSkeleton } from "../shared/skeletons.tsx";
import { useTypedAddress } from "../shared/use-typed-address.ts";
import { DrillDrawer, type DrillTarget } from "./drill-drawer.tsx";
import { ParameterForm } from "./parameter-form.tsx";
import classes from "./report.module.css";
import { ReportActions } from "./report-actions.tsx";
import type { ReportColumn, ReportRow } from "./report-cell-text.ts";
import { missingParameters, parametersOf } from "./report-parameters.ts";

const ReportTable = lazy(async () => ({ default: (await import("./report-table.tsx")).ReportTable }));
const ReportChart = lazy(async () => ({ default: (await import("./report-chart.tsx")).ReportChart }));

/** A report by its definition. Parameters are in the address, so a figure can be shared with the way to it. */
export function ReportPage() {
  const { report: reportId = "" } = useParams();
  const report = useMeta().reports[reportId];
  return report ? <OpenReport key={reportId} report={report} /> : <NotFound />;
}

function OpenReport({ report }: { readonly report: MetaReport }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const [search, setSearch] = useSearchParams();
  const [drill, setDrill] = useState<DrillTarget | null>(null);
  const params = useMemo(() => parametersOf(report, search), [report, search]);
  const [typed, type] = useTypedAddress(search.toString(), setSearch);
  const missing = missingParameters(report, params);
  const crumbs = useModuleCrumbs(report.module ?? "");
  const answer = useQuery({
    queryKey: ["report", report.id, params],
    queryFn: ({ signal }) => runReport(report.id, params, signal),
    enabled: missing.length === 0,
    placeholderData: (previous) => previous,
    staleTime: 0,
  });
  const isEmpty = answer.data?.rows.length === 0 && !answer.data.groups?.length;
  const used = answer.data?.params ?? {};
  const title = localize(report.label);
  const onFigure = useCallback((row: ReportRow, column: ReportColumn) => setDrill({ row, column }), []);
  return (
    <div className={classes["page"]}>
      <PageHeader
        title={title}
        crumbs={crumbs}
        aside={report.description && <InfoHint text={localize(report.description)} />}
      >
        <ReportActions report={report} params={params} title={title} />
      </PageHeader>
      <ParameterForm
        parameters={report.params}
        params={{ ...used, ...parametersOf(report, new URLSearchParams(typed)) }}
        onChange={(name, value) => {
          const next = new URLSearchParams(typed);
          // An emptied parameter is written down too, or its default would come back.
          next.set(name, value === null || value === undefined ? "" : String(value));
          type(next.toString());
        }}
      />
      <div className={classes["body"]} aria-busy={answer.isFetching}>
        {missing.length > 0 && <EmptyState icon="report" title={t("report.missing")} />}
        {missing.length === 0 && answer.isPending && (
          <div className={classes["skeleton"]}>
            <RowsSkeleton count={12} />
          </div>
        )}
        {answer.isError && <ProblemState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.data && isEmpty && !answer.isError && (
          <EmptyState icon="report" title={t("report.empty")} text={t("report.emptyText")} />
        )}
        {answer.data && !isEmpty && !answer.isError && (
          <Suspense fallback={<RowsSkeleton count={12} />}>
            {answer.data.chart && <ReportChart answer={answer.data} />}
            <ReportTable answer={answer.data} onFigure={onFigure} />
          </Suspense>
        )}
      </div>
      {drill && (
        <DrillDrawer
          report={report}
          params={answer.data?.params ?? params}
          target={drill}
          onClose={() => setDrill(null)}
        />
      )}
    </div>
  );
}
