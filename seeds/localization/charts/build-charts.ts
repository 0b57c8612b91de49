/**
 * Writes the complete charts from the official lists and our rules: `node --import tsx seeds/localization/charts/build-charts.ts`.
 * Run it after changing a list or a rule; a test refuses charts that are not what it makes.
 */
import { writeFileSync } from "node:fs";
import { buildChart } from "./build-chart.ts";
import { CHARTS, type ChartId, localizationFile } from "./charts.ts";

for (const chart of Object.keys(CHARTS) as ChartId[]) {
  writeFileSync(localizationFile(CHARTS[chart].complete), buildChart(chart));
}
