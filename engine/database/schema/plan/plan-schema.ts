import { isSumsTable } from "../../../contract/index.ts";
import { quoteIdent } from "../../sql.ts";
import type { Declared } from "../declared.ts";
import type { Catalog, Table } from "../types.ts";
import { columnSteps } from "./column-steps.ts";
import { Ddl } from "./ddl.ts";
import { inOrder, type PhasedStep, type Probe, type StepDraft, type TableLock } from "./draft.ts";
import { inRenamingOrder } from "./find-renames.ts";
import { afterRenames, findTableRenames, type LiveTable, type TableRenames } from "./live-table.ts";
import { titleOf } from "./live-title.ts";
import type { ChangedTable } from "./live-value.ts";
import { LiveValues } from "./live-values.ts";
import { newTableObjectSteps, objectSteps, targetsOf } from "./object-steps.ts";

/** What changes, and the rows that are to be told of although they stay as they are. */
export interface SchemaDraft {
  readonly steps: readonly StepDraft[];
  readonly warnings: readonly Probe[];
}

/**
 * The steps from the schema as it is to the one wanted, in the order they run; none when nothing differs. Pure: the same two
 * catalogs, and what was declared last, always give the same steps. How many rows they touch and whether the data permits them
 * is for `examinePlan`.
 */
export function planSchema(wanted: Catalog, live: Catalog, declared: Declared): SchemaDraft {
  const ddl = new Ddl(wanted.schema, live.trigramSchema);
  const tableRenames = findTableRenames(wanted, live, declared);
  const renames = new Map(tableRenames.map(({ from, to }) => [from, to]));
  const formerNames = new Map(tableRenames.map(({ from, to }) => [to, from]));
  const isKept = (name: string) => !renames.has(name) && live.tables.has(name);
  const changed = new Map<string, ChangedTable>();
  for (const table of wanted.tables.values()) {
    const found = live.tables.get(formerNames.get(table.name) ?? (isKept(table.name) ? table.name : ""));
    if (found) changed.set(table.name, { wanted: table, live: afterRenames(found, table, renames, declared) });
  }
  const change = changesOf({ ddl, live, renames, changed, declared });
  const drafts = [...changed.values()].map(change);
  const created = [...wanted.tables.values()].filter(({ name }) => !changed.has(name));
  const obsolete = [...live.tables.values()].filter(({ name }) => !wanted.tables.has(name) && !renames.has(name));
  const ordered = inOrder([
    ...inRenamingOrder(tableRenames).map(({ from, to }) => renameTable(ddl, from, to)),
    ...drafts.flatMap(({ steps }) => steps),
    ...created.flatMap((table) => createTable(ddl, table)),
    ...obsolete.map((table) => dropTable(ddl, table)),
  ]);
  const liveNames = liveNamesOf(live);
  const steps = ordered.map((step) => ({ ...step, locks: locksOf(step, formerNames, liveNames) }));
  return { steps, warnings: drafts.flatMap(({ warnings }) => warnings) };
}

const liveNamesOf = ({ tables }: Pick<Catalog, "tables">) => new Set([...tables.keys(), "attachment", "posting"]);

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

interface PlanGround {
  readonly ddl: Ddl;
  readonly live: Catalog;
  readonly renames: TableRenames;
  /** By the wanted name. */
  readonly changed: ReadonlyMap<string, ChangedTable>;
  readonly declared: Declared;
}

interface TableDraft {
  readonly steps: readonly PhasedStep[];
  readonly warnings: readonly Probe[];
}

/** How a table that is there becomes what it is to be. */
function changesOf({ ddl, live: { tables }, renames, changed, declared }: PlanGround) {
  const liveNames = liveNamesOf({ tables });
  const taken = new Set([...tables.values()].flatMap(({ objects }) => objects.map(({ name }) => name)));
  return (table: ChangedTable): TableDraft => {
    const { wanted, live } = table;
    const title = titleOf(ddl, table, changed);
    const values = new LiveValues(ddl, table, renames, liveNames, title);
    const objects = objectSteps(ddl, wanted, live, taken, (object) => values.violations(object));
    const steps = [...columnSteps(ddl, wanted, live, values), ...objects.map((phased) => withCount(phased, values))];
    const warnings = wanted.columns.flatMap((column) => {
      const found = live.columns.find(({ name }) => name === column.name);
      return found ? values.outOfLimits(column, declared.limits[`${live.liveName}.${found.liveName}`]) : [];
    });
    return { steps: wanted.fill && steps.length > 0 ? remakeSums(ddl, wanted, live) : steps, warnings };
  };
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
