import { useComputedColorScheme, useMantineTheme } from "@mantine/core";
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { chartOption } from "./chart-option.ts";
import classes from "./report.module.css";

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** The chart a report declares, in the colours of the screens. The table below says the same for those who cannot see it. */
export function ReportChart({ answer }: { readonly answer: ReportAnswer }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const language = useLanguage();
  const { organization } = useMeta();
  const theme = useMantineTheme();
  const isDark = useComputedColorScheme("light") === "dark";
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const option = useMemo(() => {
    const accent = theme.colors["ink"]?.[isDark ? 4 : 6] ?? "#3f4fd1";
    return chartOption(answer, { language, currency: organization.currency, isDark, accent, localize });
  }, [answer, language, organization.currency, isDark, theme, localize]);
  useEffect(() => {
    if (!host.current) return;
    const instance = init(host.current, null, { renderer: "svg" });
    chart.current = instance;
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      instance.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    if (option) chart.current?.setOption(option, true);
  }, [option]);
  if (!option) return null;
  return <div ref={host} className={classes["chart"]} role="img" aria-label={t("report.chart")} />;
}
