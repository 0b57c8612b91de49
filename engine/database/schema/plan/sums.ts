import { quoteIdent, quoteLiteral } from "../../sql.ts";
import type { Table } from "../types.ts";
import type { Ddl } from "./ddl.ts";
import type { PhasedStep, Probe, StepDraft } from "./draft.ts";
import type { LiveTable } from "./live-table.ts";
import { ownTitle } from "./live-title.ts";
import { type ChangedTable, liveValue } from "./live-value.ts";
import { newTableObjectSteps } from "./object-steps.ts";

/** Tables by their wanted name. */
type ChangedTables = ReadonlyMap<string, ChangedTable>;

export function createTable(ddl: Ddl, table: Table): PhasedStep[] {
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
export function remakeSums(ddl: Ddl, wanted: Table, live: LiveTable): PhasedStep[] {
  const forward = `drop table ${ddl.place(live.name)}`;
  const drop: StepDraft = { kind: "drop_table", table: live.name, forward, inverse: null };
  return [{ phase: "drop_first", step: drop }, ...createTable(ddl, wanted)];
}

/** Do the sums' columns stand for other ones of the entries than before, although they are called the same? */
export function isTellingOthers({ sumsOf }: Table, changed: ChangedTables): boolean {
  const entries = sumsOf === undefined ? undefined : changed.get(sumsOf);
  return entries?.live.columns.some(({ name, liveName }) => name !== liveName) ?? false;
}

/** Keys whose entries already sum up to less than the minimum; looked for in the entries, as sums made anew have none yet. */
export function belowFloor(ddl: Ddl, { sumsOf, floor }: Table, changed: ChangedTables): Probe[] {
  const entries = sumsOf === undefined ? undefined : changed.get(sumsOf);
  const measure = entries && floor && liveValue(entries, floor.measure);
  if (!entries || !floor || !measure) return [];
  const keys = floor.keys.flatMap((name) => {
    const value = liveValue(entries, name);
    return value === null ? [] : [{ name, value }];
  });
  const entry = (name: string) => `_entry.${quoteIdent(name)}`;
  const shown = keys.map(({ name }) => titleOfKey(ddl, entries, name, entry(name), changed));
  const title = shown.length === 0 ? "null::text" : `concat_ws(', ', ${shown.join(", ")})`;
  const groups = keys.length === 0 ? "" : ` group by ${keys.map(({ name }) => entry(name)).join(", ")}`;
  const columns = [...keys.map(({ name, value }) => `${value} as ${quoteIdent(name)}`), `${measure} as _measure`];
  const offending = `select null::text as id, ${title} as title, sum(_measure)::text as value
    from (select ${columns.join(", ")} from ${ddl.place(entries.live.liveName)} as _item) as _entry${groups}
    having sum(_measure) < ${quoteLiteral(floor.min)}::numeric order by 2, 3`;
  return [{ code: "SCHEMA_BALANCES_BELOW_MINIMUM", table: entries.wanted.name, column: floor.measure, offending }];
}

/** A link is called as its document is. */
function titleOfKey(ddl: Ddl, entries: ChangedTable, name: string, value: string, changed: ChangedTables): string {
  const link = entries.wanted.objects.find((object) => object.kind === "foreign_key" && object.column === name);
  const target = link?.kind === "foreign_key" ? changed.get(link.target) : undefined;
  const title = target && ownTitle(target, "_target");
  if (!title) return `${value}::text`;
  const place = ddl.place(target.live.liveName);
  return `coalesce((select ${title} from ${place} as _target where _target.${quoteIdent("id")} = ${value})::text, ${value}::text)`;
}
