export { type ChartId, chartFor, loadChart } from "./charts/charts.ts";
export { LOCALIZED_COUNTRIES } from "./localization.ts";
export { type LocalizationOptions, type SeededLocalization, seedLocalization } from "./seed-localization.ts";
