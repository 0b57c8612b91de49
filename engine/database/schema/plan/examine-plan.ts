import { rawSql, sql } from "../../sql.ts";
import type { Connection } from "../../types.ts";
import type { PlanStep, Refusal } from "../types.ts";
import type { Probe, StepDraft } from "./draft.ts";

const SAMPLE_MAX = 20;

/** Looks at the data: how many rows each step touches and what it therefore destroys. */
export async function countRows(connection: Connection, drafts: readonly StepDraft[]): Promise<PlanStep[]> {
  const counts = new Map<string, number>();
  const steps: PlanStep[] = [];
  for (const { count, destroys, probes: _, ...step } of drafts) {
    if (count !== undefined && !counts.has(count)) {
      counts.set(count, Number(await connection.queryText(sql`select (${rawSql(count)})::text`)));
    }
    const rows = count === undefined ? 0 : counts.get(count)!;
    const subject = step.kind === "drop_column" ? `${step.table}.${step.subject}` : step.table;
    steps.push({ ...step, rows, destroys: destroys && rows > 0 ? `${rows} ${destroys} of ${subject}` : null });
  }
  return steps;
}

/** Looks for rows that stand in the way; once a column's values do not fit, nothing more is asked about it. */
export async function findRefusals(connection: Connection, drafts: readonly StepDraft[]): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const probe of drafts.flatMap((draft) => draft.probes ?? [])) {
    const isKnown = refusals.some(({ table, column }) => table === probe.table && column === probe.column);
    const refusal = isKnown ? null : await runProbe(connection, probe);
    if (refusal) refusals.push(refusal);
  }
  return refusals;
}

async function runProbe(connection: Connection, { code, table, column, offending }: Probe): Promise<Refusal | null> {
  const found = await connection.query<{ id: string; value: string | null; total: string }>(
    sql`select _offending.*, count(*) over () as total from (${rawSql(offending)}) as _offending limit ${SAMPLE_MAX}`,
  );
  if (!found[0]) return null;
  return { code, table, column, count: Number(found[0].total), rows: found.map(({ id, value }) => ({ id, value })) };
}
