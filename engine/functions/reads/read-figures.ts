import type { FunctionBalance, FunctionReport, Report } from "../../contract/index.ts";
import type { JsonValue, RequestContext } from "../../documents/index.ts";
import {
  REPORT_LIMIT_MAX,
  type ReportRequest,
  type ReportResult,
  runDefinition,
  runReport,
} from "../../reports/index.ts";
import type { FunctionInput } from "../types.ts";
import { givenValues } from "./given-values.ts";
import type { RowBudget } from "./row-budget.ts";

/** Rows of a report the caller may run. */
export function readReport(
  ctx: RequestContext,
  { report, params, limit }: FunctionReport,
  input: FunctionInput,
  budget: RowBudget,
): Promise<readonly JsonValue[]> {
  const given = givenValues(params, input);
  return readPages((page) => runReport(ctx, report, { params: given, ...page }), limit, budget);
}

/** Sums of a ledger's measures, over the entries the caller may see. */
export function readBalance(
  ctx: RequestContext,
  { balance, limit }: FunctionBalance,
  budget: RowBudget,
): Promise<readonly JsonValue[]> {
  const definition = balanceReport(ctx, balance);
  return readPages((page) => runDefinition(ctx, definition, page), limit, budget);
}

function balanceReport(ctx: RequestContext, { ledger: id, by, measures, where }: FunctionBalance["balance"]): Report {
  const ledger = ctx.registry.ledger(id);
  const wanted = measures ?? Object.keys(ledger.measures);
  return {
    id: `balance_of_${id}`,
    label: ledger.label,
    kind: "summary",
    source: { ledger: id },
    ...(where !== undefined && { where }),
    dimensions: Object.fromEntries(by.map((name) => [name, { label: ledger.label, value: name }])),
    measures: Object.fromEntries(
      wanted.map((name) => [name, { label: ledger.label, aggregate: "sum", value: name, type: "decimal" }]),
    ),
  };
}

async function readPages(
  run: (page: Required<Pick<ReportRequest, "limit" | "offset">>) => Promise<ReportResult>,
  limit: number | undefined,
  budget: RowBudget,
): Promise<readonly JsonValue[]> {
  const rows: JsonValue[] = [];
  const wanted = limit ?? Number.POSITIVE_INFINITY;
  for (;;) {
    const result = await run({ limit: Math.min(REPORT_LIMIT_MAX, wanted - rows.length), offset: rows.length });
    budget.spend(result.rows.length);
    rows.push(...result.rows);
    if (result.rows.length === 0 || rows.length >= Math.min(wanted, result.row_count)) return rows;
  }
}
