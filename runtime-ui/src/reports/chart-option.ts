import type { EChartsCoreOption } from "echarts/core";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import type { Language, LocalizedText } from "../../../engine/kernel/index.ts";
import { formatMoney } from "../format/numbers.ts";
import { type ChartSeries, chartFigures } from "./chart-series.ts";
import { reportCellText } from "./report-cell-text.ts";

interface ChartLook {
  readonly language: Language;
  readonly currency: string;
  readonly isDark: boolean;
  readonly accent: string;
  readonly localize: (text: LocalizedText | undefined) => string;
}

const POINTS_MAX = 60;
const PALETTE = ["", "#139aa0", "#d99b0a", "#8457d9", "#e2701b", "#22a355", "#d9392e", "#5f6675"];

/** The declared chart as ECharts wants it; null when its columns are not in the answer. */
export function chartOption(answer: ReportAnswer, look: ChartLook): EChartsCoreOption | null {
  const { chart, columns, rows } = answer;
  const x = columns.find((column) => column.id === chart?.x);
  const measures = (chart?.y ?? []).flatMap((id) => columns.find((column) => column.id === id) ?? []);
  if (!chart || !x || measures.length === 0) return null;
  const figures = chartFigures(answer, rows.slice(0, POINTS_MAX), measures, look.currency);
  const labels = figures.axis.map((value) => reportCellText(x, value, look.language, look.currency) || "—");
  const text = look.isDark ? "#9aa1af" : "#5f6675";
  const line = look.isDark ? "#292c34" : "#e4e6eb";
  // Slices of two currencies make no whole.
  const isPie = chart.type === "pie" && figures.series.length === 1;
  const hasLegend = figures.series.length > 1 || isPie;
  const common = {
    color: [look.accent, ...PALETTE.slice(1)],
    textStyle: { fontFamily: "inherit" },
    aria: { enabled: true },
    tooltip: { trigger: isPie ? "item" : "axis" },
    legend: { show: hasLegend, bottom: 0, textStyle: { color: text } },
  };
  if (isPie) {
    const [only] = figures.series as [ChartSeries];
    const data = only.data.map((value, index) => ({ name: labels[index], value: value ?? 0 }));
    const tooltip = { valueFormatter: figureText(only, look) };
    return { ...common, series: [{ type: "pie", radius: ["45%", "72%"], data, label: { color: text }, tooltip }] };
  }
  const compact = new Intl.NumberFormat(look.language, { notation: "compact", maximumFractionDigits: 1 });
  return {
    ...common,
    grid: { left: 8, right: 12, top: 16, bottom: hasLegend ? 34 : 8, containLabel: true },
    xAxis: {
      type: "category",
      data: labels,
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: text, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitLine: { lineStyle: { color: line } },
      axisLabel: { color: text, formatter: (value: number) => compact.format(value) },
    },
    series: figures.series.map((series) => ({
      type: chart.type === "line" ? "line" : "bar",
      name: seriesName(answer, figures.series, series, look),
      data: series.data,
      tooltip: { valueFormatter: figureText(series, look) },
      barMaxWidth: 34,
      smooth: false,
      symbolSize: 6,
      itemStyle: chart.type === "line" ? undefined : { borderRadius: [3, 3, 0, 0] },
    })),
  };
}

/** A figure pointed at, each series in its own currency. */
const figureText =
  ({ measure, currency }: ChartSeries, { language }: ChartLook) =>
  (value: unknown) => {
    if (value === null || value === undefined) return "—";
    return measure.type === "money" ? formatMoney(String(value), currency, language) : String(value);
  };

/** What tells a series from the others: its measure, its value of the dimension, its currency. */
function seriesName(
  { chart, columns }: ReportAnswer,
  all: readonly ChartSeries[],
  { measure, currency, of }: ChartSeries,
  look: ChartLook,
): string {
  const dimension = columns.find(({ id }) => id === chart?.series);
  const value = dimension && (reportCellText(dimension, of, look.language, look.currency) || "—");
  const hasMeasures = all.some((one) => one.measure !== measure);
  const hasCurrencies = all.some((one) => one.measure === measure && one.currency !== currency);
  const parts = [
    ...(hasMeasures || value === undefined ? [look.localize(measure.label)] : []),
    ...(value === undefined ? [] : [value]),
    ...(hasCurrencies ? [currency] : []),
  ];
  return parts.join(" · ");
}
