import type { EChartsCoreOption } from "echarts/core";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import type { Language, LocalizedText } from "../../../engine/kernel/index.ts";
import { formatMoney } from "../format/numbers.ts";
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
  const shown = rows.slice(0, POINTS_MAX);
  const labels = shown.map((row) => reportCellText(x, row[x.id], look.language, look.currency) || "—");
  const text = look.isDark ? "#9aa1af" : "#5f6675";
  const line = look.isDark ? "#292c34" : "#e4e6eb";
  const money = (value: unknown) => formatMoney(String(value), look.currency, look.language);
  const common = {
    color: [look.accent, ...PALETTE.slice(1)],
    textStyle: { fontFamily: "inherit" },
    aria: { enabled: true },
    tooltip: {
      trigger: chart.type === "pie" ? "item" : "axis",
      valueFormatter: (value: unknown) => (measures[0]?.type === "money" ? money(value) : String(value)),
    },
    legend: { show: measures.length > 1 || chart.type === "pie", bottom: 0, textStyle: { color: text } },
  };
  if (chart.type === "pie") {
    const data = shown.map((row, index) => ({ name: labels[index], value: Number(row[measures[0]!.id] ?? 0) }));
    return { ...common, series: [{ type: "pie", radius: ["45%", "72%"], data, label: { color: text } }] };
  }
  const compact = new Intl.NumberFormat(look.language, { notation: "compact", maximumFractionDigits: 1 });
  return {
    ...common,
    grid: { left: 8, right: 12, top: 16, bottom: measures.length > 1 ? 34 : 8, containLabel: true },
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
    series: measures.map((measure) => ({
      type: chart.type,
      name: look.localize(measure.label),
      data: shown.map((row) => Number(row[measure.id] ?? 0)),
      barMaxWidth: 34,
      smooth: false,
      symbolSize: 6,
      itemStyle: chart.type === "bar" ? { borderRadius: [3, 3, 0, 0] } : undefined,
    })),
  };
}
