import { isSumsTable } from "../../../contract/index.ts";
import { mustExist } from "../../../kernel/index.ts";
import { quoteIdent } from "../../sql.ts";
import type { Declared } from "../declared.ts";
import type { Catalog, Table } from "../types.ts";
import { columnSteps } from "./column-steps.ts";
import { Ddl } from "./ddl.ts";
import {
  inOrder,
  type Phase,
  type PhasedStep,
  type Probe,
  type SchemaDraft,
  type StepDraft,
  type TableLock,
} from "./draft.ts";
import { inRenamingOrder, isSetAside } from "./find-renames.ts";
import { afterRenames, findTableRenames, type TableRenames } from "./live-table.ts";
import { titleOf } from "./live-title.ts";
import type { ChangedTable } from "./live-value.ts";
import { LiveValues } from "./live-values.ts";
import { objectSteps, targetsOf } from "./object-steps.ts";
import { belowFloor, createTable, isTellingOthers, remakeSums } from "./sums.ts";

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
  const aside = tableRenames.flatMap(({ from, to }) =>
    isSetAside(to) ? [{ ...mustExist(live.tables.get(from), `table ${from}`), name: to, liveName: from }] : [],
  );
  const ordered = inOrder([
    ...inRenamingOrder(tableRenames).map(({ from, to }) => renameTable(ddl, from, to)),
    ...drafts.flatMap(({ steps }) => steps),
    ...created.flatMap((table) => createTable(ddl, table)),
    ...aside.map((table) => dropTable(ddl, table, "drop_first")),
    ...obsolete.map((table) => dropTable(ddl, { ...table, liveName: table.name }, "drop_table")),
  ]);
  const liveNames = liveNamesOf(live);
  const steps = ordered.map((step) => ({ ...step, locks: locksOf(step, formerNames, liveNames) }));
  return {
    steps,
    refusals: [
      ...drafts.flatMap(({ refusals }) => refusals),
      ...created.flatMap((table) => belowFloor(ddl, table, changed)),
    ],
    warnings: drafts.flatMap(({ warnings }) => warnings),
  };
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
  readonly refusals: readonly Probe[];
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
    const found = (name: string) => live.columns.find((column) => column.name === name);
    const warnings = wanted.columns.flatMap((column) => {
      const before = found(column.name);
      return before ? values.outOfLimits(column, declared.limits[`${live.liveName}.${before.liveName}`]) : [];
    });
    const untold = wanted.columns.flatMap((column) => values.untoldOptions(found(column.name), column));
    const isRemade = wanted.fill && (steps.length > 0 || isTellingOthers(wanted, changed));
    if (!isRemade) return { steps, refusals: untold, warnings };
    return { steps: remakeSums(ddl, wanted, live), refusals: belowFloor(ddl, wanted, changed), warnings };
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

function dropTable(ddl: Ddl, table: Table & { readonly liveName: string }, phase: Phase): PhasedStep {
  const step: StepDraft = {
    kind: "drop_table",
    table: table.name,
    forward: `drop table ${ddl.place(table.name)} cascade`,
    inverse: null,
    targets: targetsOf(table.objects),
  };
  if (isSumsTable(table.name)) return { phase, step };
  return { phase, step: { ...step, count: `select count(*) from ${ddl.place(table.liveName)}`, destroys: "rows" } };
}
