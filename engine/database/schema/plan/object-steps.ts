import { digestOf } from "../object-names.ts";
import type { Table, TableObject } from "../types.ts";
import type { Ddl } from "./ddl.ts";
import { isInline } from "./ddl.ts";
import type { Phase, PhasedStep, Probe } from "./draft.ts";
import type { LiveTable } from "./live-table.ts";

/** Finds rows that stand in the way of a new constraint; none are looked for when the table is new. */
export type ProbesOf = (object: TableObject) => readonly Probe[];

/**
 * Indexes, constraints and triggers: those that differ only in their name (their table or column was renamed) are renamed, the
 * others dropped and added. `taken`: names in use in the whole schema, of which some are given up by the same plan.
 */
export function objectSteps(
  ddl: Ddl,
  wanted: Table,
  live: LiveTable,
  taken: ReadonlySet<string>,
  probesOf: ProbesOf,
): PhasedStep[] {
  const obsolete = new Map(live.objects.map((object) => [object.name, object]));
  const missing: TableObject[] = [];
  for (const object of wanted.objects) {
    const found = obsolete.get(object.name);
    if (found && structureOf(found) === structureOf(object)) obsolete.delete(object.name);
    else missing.push(object);
  }
  const steps: PhasedStep[] = [];
  for (const object of missing) {
    const twin = [...obsolete.values()].find((candidate) => structureOf(candidate) === structureOf(object));
    if (twin) {
      obsolete.delete(twin.name);
      steps.push(...renameSteps(ddl, wanted.name, twin, object, taken));
    } else steps.push(addStep(ddl, wanted.name, object, probesOf(object)));
  }
  return [...[...obsolete.values()].map((object) => dropStep(ddl, wanted.name, object)), ...steps];
}

/** What comes with a table that is made. */
export function newTableObjectSteps(ddl: Ddl, table: Table): PhasedStep[] {
  return table.objects.filter((object) => !isInline(object)).map((object) => addStep(ddl, table.name, object, []));
}

/** Everything about an object but its name. */
function structureOf(object: TableObject): string {
  switch (object.kind) {
    case "index": {
      const { columns, uniqueness, method, operatorClass, predicate } = object;
      // Postgres quotes names only where it must, we always do.
      const rows = predicate?.replaceAll('"', "") ?? null;
      return JSON.stringify(["index", columns, uniqueness, method, operatorClass, rows]);
    }
    case "foreign_key":
      return JSON.stringify(["foreign_key", object.column, object.target, object.onDelete]);
    case "check":
      return JSON.stringify(["check", [...object.columns].sort(), object.digest]);
    case "trigger":
      return JSON.stringify(["trigger", object.digest]);
  }
}

const PHASE_OF_ADDING: Readonly<Record<TableObject["kind"], Phase>> = {
  index: "add_index",
  check: "add_index",
  foreign_key: "add_link",
  trigger: "add_trigger",
};

function addStep(ddl: Ddl, table: string, object: TableObject, probes: readonly Probe[]): PhasedStep {
  const step = {
    kind: "add_object" as const,
    table,
    subject: object.name,
    forward: ddl.addObject(table, object),
    inverse: ddl.dropObject(table, object),
    probes,
    targets: targetsOf([object]),
  };
  return { phase: PHASE_OF_ADDING[object.kind], step };
}

function dropStep(ddl: Ddl, table: string, object: TableObject): PhasedStep {
  const step = {
    kind: "drop_object" as const,
    table,
    subject: object.name,
    forward: ddl.dropObject(table, object),
    inverse: ddl.addObject(table, object),
    targets: targetsOf([object]),
  };
  return { phase: "drop_object", step };
}

/** Tables the foreign keys among the objects point to. */
export function targetsOf(objects: readonly TableObject[]): string[] {
  return objects.flatMap((object) => (object.kind === "foreign_key" ? [object.target] : []));
}

/** Under another name in between where the new one may still be in use. */
function renameSteps(
  ddl: Ddl,
  table: string,
  from: TableObject,
  to: TableObject,
  taken: ReadonlySet<string>,
): PhasedStep[] {
  if (!taken.has(to.name)) return [renameStep(ddl, table, "rename_object", from, to)];
  const between = { ...from, name: `$${digestOf(`${table} ${from.name}`)}` };
  return [
    renameStep(ddl, table, "free_object_name", from, between),
    renameStep(ddl, table, "take_object_name", between, to),
  ];
}

function renameStep(ddl: Ddl, table: string, phase: Phase, from: TableObject, to: TableObject): PhasedStep {
  const step = {
    kind: "rename_object" as const,
    table,
    subject: to.name,
    forward: ddl.renameObject(table, from, to.name),
    inverse: ddl.renameObject(table, to, from.name),
  };
  return { phase, step };
}
