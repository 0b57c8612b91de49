import { rawSql, sql } from "../../sql.ts";
import type { Connection } from "../../types.ts";
import type { PlanStep, Refusal } from "../types.ts";
import type { Probe, SchemaDraft, StepDraft } from "./draft.ts";

const SAMPLE_MAX = 5;

/** Looks at the data: how many rows each step touches and what it therefore destroys. */
export async function countRows(connection: Connection, drafts: readonly StepDraft[]): Promise<PlanStep[]> {
  const counts = new Map<string, number>();
  const countOf = async (select: string | undefined): Promise<number> => {
    if (select === undefined) return 0;
    const found = counts.get(select) ?? Number(await connection.queryText(sql`select (${rawSql(select)})::text`));
    counts.set(select, found);
    return found;
  };
  const steps: PlanStep[] = [];
  for (const { count, countLost, destroys, probes: _, ...step } of drafts) {
    const rows = await countOf(count);
    const lost = destroys === undefined ? 0 : await countOf(countLost ?? count);
    const isOfColumn = step.kind === "drop_column" || step.kind === "change_type";
    const subject = isOfColumn ? `${step.table}.${step.subject}` : step.table;
    steps.push({ ...step, rows, destroys: lost > 0 ? `${lost} ${destroys} of ${subject.replaceAll("$", "")}` : null });
  }
  return steps;
}

/** Looks for rows that stand in the way; once a column's values do not fit, nothing more is asked about it. */
export const findRefusals = (connection: Connection, { steps, refusals }: SchemaDraft): Promise<Refusal[]> =>
  runProbes(connection, [...refusals, ...steps.flatMap(({ probes }) => probes ?? [])]);

/** Looks for rows that stand against a change and may stay all the same, of columns whose values are not refused. */
export const findWarnings = async (
  connection: Connection,
  probes: readonly Probe[],
  refused: readonly Refusal[],
): Promise<Refusal[]> => (await runProbes(connection, probes, refused)).slice(refused.length);

async function runProbes(
  connection: Connection,
  probes: readonly Probe[],
  known: readonly Refusal[] = [],
): Promise<Refusal[]> {
  const refusals = [...known];
  for (const probe of probes) {
    const isKnown = refusals.some(({ table, column }) => table === probe.table && column === probe.column);
    const refusal = isKnown ? null : await runProbe(connection, probe);
    if (refusal) refusals.push(refusal);
  }
  return refusals;
}

async function runProbe(connection: Connection, { code, table, column, offending }: Probe): Promise<Refusal | null> {
  const found = await connection.query<Refusal["rows"][number] & { total: string }>(
    sql`select _offending.*, count(*) over () as total from (${rawSql(offending)}) as _offending limit ${SAMPLE_MAX}`,
  );
  if (!found[0]) return null;
  const rows = found.map(({ id, title, value }) => ({ id, title, value }));
  return { code, table, column, count: Number(found[0].total), rows };
}
