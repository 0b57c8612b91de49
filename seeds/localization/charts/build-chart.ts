import { ACCOUNT_COLUMNS, type AccountRow } from "./account-row.ts";
import { CHARTS, type ChartId, localizationFile } from "./charts.ts";
import { formatCsv, loadCsv } from "./csv.ts";
import { type AccountRule, deriveAccounts, type OfficialAccount } from "./derive-accounts.ts";

/** The complete chart as CSV text. */
export function buildChart(chart: ChartId): string {
  const { official, rules } = CHARTS[chart];
  const accounts = deriveAccounts(
    loadCsv<OfficialAccount>(localizationFile(official)),
    loadCsv<AccountRule>(localizationFile(rules)),
  );
  return formatCsv<AccountRow>(ACCOUNT_COLUMNS, accounts);
}
