export { type ChartId, chartFor, loadChart } from "./charts/charts.ts";
export { LOCALIZED_COUNTRIES } from "./localization.ts";
export { QUESTIONS } from "./questions.ts";
export {
  type LocalizationOptions,
  type SeededLocalization,
  seedLocalization,
  seedOrganization,
} from "./seed-localization.ts";
