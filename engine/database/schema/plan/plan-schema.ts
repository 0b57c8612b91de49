import { isSumsTable } from "../../../contract/index.ts";
import { quoteIdent } from "../../sql.ts";
import type { Catalog, Table } from "../types.ts";
import { columnSteps } from "./column-steps.ts";
import { Ddl } from "./ddl.ts";
import { inOrder, type PhasedStep, type StepDraft, type TableLock } from "./draft.ts";
import { afterRenames, findTableRenames, type LiveTable, type TableRenames } from "./live-table.ts";
import { LiveValues } from "./live-values.ts";
import { newTableObjectSteps, objectSteps, targetsOf } from "./object-steps.ts";

/**
 * The steps from the schema as it is to the one wanted, in the order they run; none when nothing differs. Pure: the same two
 * catalogs always give the same steps. How many rows they touch and whether the data permits them is for `examinePlan`.
 */
export function planSchema(wanted: Catalog, live: Catalog): StepDraft[] {
  const ddl = new Ddl(wanted.schema, live.trigramSchema);
  const renames = findTableRenames(wanted, live);
  const liveNames = new Set([...live.tables.keys(), "attachment", "posting"]);
  const steps: PhasedStep[] = [...renames].map(([from, to]) => renameTable(ddl, from, to));
  const formerNames = new Map([...renames].map(([from, to]) => [to, from]));
  for (const table of wanted.tables.values()) {
    const found = live.tables.get(formerNames.get(table.name) ?? table.name);
    if (!found) steps.push(...createTable(ddl, table));
    else steps.push(...changeTable(ddl, table, afterRenames(found, table, renames), renames, liveNames));
  }
  const obsolete = [...live.tables.values()].filter(({ name }) => !wanted.tables.has(name) && !renames.has(name));
  const ordered = inOrder([...steps, ...obsolete.map((table) => dropTable(ddl, table))]);
  return ordered.map((step) => ({ ...step, locks: locksOf(step, formerNames, liveNames) }));
}

/** Dropping a foreign key locks the table it points to as well; adding one only keeps writers out of it. */
function locksOf(
  step: StepDraft,
  formerNames: ReadonlyMap<string, string>,
  liveNames: ReadonlySet<string>,
): TableLock[] {
  const locks = [
    { table: step.table, isShared: false },
    ...(step.targets ?? []).map((table) => ({ table, isShared: step.kind === "add_object" })),
  ];
  return locks
    .map(({ table, isShared }) => ({ table: formerNames.get(table) ?? table, isShared }))
    .filter(({ table }) => liveNames.has(table));
}

function changeTable(
  ddl: Ddl,
  wanted: Table,
  live: LiveTable,
  renames: TableRenames,
  liveNames: ReadonlySet<string>,
): PhasedStep[] {
  const values = new LiveValues(ddl, wanted, live, renames, liveNames);
  const steps = [
    ...columnSteps(ddl, wanted, live, values),
    ...objectSteps(ddl, wanted, live, (object) => values.violations(object)).map((phased) => withCount(phased, values)),
  ];
  return wanted.fill && steps.length > 0 ? remakeSums(ddl, wanted, live) : steps;
}

/** Adding an index or a constraint reads the whole table. */
function withCount({ phase, step }: PhasedStep, values: LiveValues): PhasedStep {
  const isScanning = phase === "add_index" || phase === "add_link";
  return { phase, step: isScanning ? { ...step, count: values.countRows() } : step };
}

function renameTable(ddl: Ddl, from: string, to: string): PhasedStep {
  const forward = ddl.alter(from, `rename to ${quoteIdent(to)}`);
  const inverse = ddl.alter(to, `rename to ${quoteIdent(from)}`);
  return { phase: "rename_table", step: { kind: "rename_table", table: from, subject: to, forward, inverse } };
}

function createTable(ddl: Ddl, table: Table): PhasedStep[] {
  const inverse = `drop table ${ddl.place(table.name)}`;
  const step: StepDraft = { kind: "create_table", table: table.name, forward: ddl.createTable(table), inverse };
  return [{ phase: "create_table", step }, ...newTableObjectSteps(ddl, table), ...fillSteps(table)];
}

function fillSteps(table: Table): PhasedStep[] {
  return (table.fill ?? []).map((forward) => ({
    phase: "fill_table",
    step: { kind: "fill_table", table: table.name, forward, inverse: null },
  }));
}

/** Sums follow from the entries: making them anew is simpler and surer than changing them. */
function remakeSums(ddl: Ddl, wanted: Table, live: LiveTable): PhasedStep[] {
  const forward = `drop table ${ddl.place(live.name)}`;
  const drop: StepDraft = { kind: "drop_table", table: live.name, forward, inverse: null };
  return [{ phase: "drop_sums", step: drop }, ...createTable(ddl, wanted)];
}

function dropTable(ddl: Ddl, table: Table): PhasedStep {
  const step: StepDraft = {
    kind: "drop_table",
    table: table.name,
    forward: `drop table ${ddl.place(table.name)} cascade`,
    inverse: null,
    targets: targetsOf(table.objects),
  };
  if (isSumsTable(table.name)) return { phase: "drop_table", step };
  return {
    phase: "drop_table",
    step: { ...step, count: `select count(*) from ${ddl.place(table.name)}`, destroys: "rows" },
  };
}
