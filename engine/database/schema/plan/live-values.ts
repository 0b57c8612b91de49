import type { FieldLimits } from "../../../calculation/index.ts";
import { quoteIdent, quoteLiteral } from "../../sql.ts";
import type { Check, Column, Table, TableObject } from "../types.ts";
import type { Ddl } from "./ddl.ts";
import type { Probe } from "./draft.ts";
import type { LiveColumn, LiveTable, TableRenames } from "./live-table.ts";
import { type ChangedTable, liveValue, overLive } from "./live-value.ts";
import { outsideNarrower } from "./narrower-limits.ts";
import { holdsFormerOption } from "./option-change.ts";
import { fillTemplate } from "./type-change.ts";

/** Looks at the rows a table has now for what would stand in the way of its wanted shape. */
export class LiveValues {
  readonly #ddl: Ddl;
  readonly #wanted: Table;
  readonly #live: LiveTable;
  readonly #liveNames: ReadonlyMap<string, string>;
  readonly #liveTables: ReadonlySet<string>;
  readonly #changed: ChangedTable;
  readonly #title: string;

  /** `title`: SQL of what people call the row `_item`. */
  constructor(
    ddl: Ddl,
    changed: ChangedTable,
    renames: TableRenames,
    liveTables: ReadonlySet<string>,
    title: string | null,
  ) {
    this.#ddl = ddl;
    this.#changed = changed;
    this.#wanted = changed.wanted;
    this.#live = changed.live;
    this.#title = title ?? "null";
    this.#liveNames = new Map([...renames].map(([from, to]) => [to, from]));
    this.#liveTables = liveTables;
  }

  get place(): string {
    return this.#ddl.place(this.#live.liveName);
  }

  countRows(): string {
    return `select count(*) from ${this.place}`;
  }

  countValues(column: LiveColumn): string {
    return `select count(${quoteIdent(column.liveName)}) from ${this.place}`;
  }

  /** Rows whose value fits another type and would not come back from it as it was written. */
  countAltered({ liveName }: LiveColumn, fits: string | null, isWrittenBack: string): string {
    const value = quoteIdent(liveName);
    const altered = `(${fillTemplate(fits ?? "true", value)}) and not (${fillTemplate(isWrittenBack, value)})`;
    return `select count(*) from ${this.place} where ${value} is not null and ${altered}`;
  }

  /** Rows that hold an option under its former name. */
  countFormer({ liveName, type, formerOptions }: LiveColumn): string {
    const held = holdsFormerOption(quoteIdent(liveName), type, formerOptions ?? {});
    return `select count(*) from ${this.place} where ${held}`;
  }

  /** Rows that hold an option of which nobody can tell what it is called under the wanted metadata. */
  untoldOptions(live: LiveColumn | undefined, { name, untoldOptions = [] }: Column): readonly Probe[] {
    if (!live || untoldOptions.length === 0) return [];
    const value = quoteIdent(live.liveName);
    const list = `array[${untoldOptions.map(quoteLiteral).join(", ")}]::text[]`;
    const held = live.type === "text[]" ? `${value} && ${list}` : `${value} = any (${list})`;
    return [this.#probe("SCHEMA_OPTIONS_UNTOLD", name, value, ` where ${held}`)];
  }

  /** Rows without a value in a column that becomes required; every row when the column is new. */
  missingValues(column: LiveColumn | null, name: string): Probe {
    const where = column ? ` where ${quoteIdent(column.liveName)} is null` : "";
    return this.#probe("SCHEMA_VALUES_MISSING", name, "null", where);
  }

  /** Rows that would be left without a value; not to be known beforehand where a column that decides is new or renamed. */
  unfilled(column: LiveColumn | null, name: string, backfill: string, reads: readonly string[]): readonly Probe[] {
    const isThere = (read: string) => this.#live.columns.some((live) => live.name === read && live.liveName === read);
    if (!reads.every(isThere)) return [];
    const isEmpty = column ? `${quoteIdent(column.liveName)} is null and ` : "";
    const value = reads.includes("docstatus") ? quoteIdent("docstatus") : "null";
    return [this.#probe("SCHEMA_STATES_UNKNOWN", name, value, ` where ${isEmpty}(${backfill}) is null`)];
  }

  /** Rows whose value would not survive the change of type. */
  unfitValues(column: LiveColumn, fits: string): Probe {
    const value = quoteIdent(column.liveName);
    const where = ` where ${value} is not null and (${fillTemplate(fits, value)}) is not true`;
    return this.#probe("SCHEMA_VALUES_DO_NOT_FIT", column.name, value, where);
  }

  /** Rows outside limits that became narrower than those they were written under. */
  outOfLimits(column: Column, before: FieldLimits | undefined): readonly Probe[] {
    const value = liveValue(this.#changed, column.name);
    const outside = value === null || before === undefined ? null : outsideNarrower(value, column.limits, before);
    return outside === null
      ? []
      : [this.#probe("SCHEMA_VALUES_OUT_OF_LIMITS", column.name, `${value}`, ` where ${outside}`)];
  }

  /** Rows that break a constraint which is to be added. New columns hold nothing that could. */
  violations(object: TableObject): readonly Probe[] {
    switch (object.kind) {
      case "check":
        return this.#unchecked(object);
      case "foreign_key":
        return this.#brokenLinks(object.column, object.target);
      case "index":
        return object.uniqueness === "unique" ? this.#repeated(object.columns, object.predicate) : [];
      case "trigger":
        return [];
    }
  }

  #unchecked({ columns, condition, refusal = "SCHEMA_VALUES_DO_NOT_FIT" }: Check): Probe[] {
    const met = overLive(this.#changed, { sql: condition, columns });
    if (met === null) return [];
    return [this.#probe(refusal, columns[0]!, `${liveValue(this.#changed, columns[0]!)}`, ` where not (${met})`)];
  }

  #brokenLinks(column: string, target: string): Probe[] {
    const value = liveValue(this.#changed, column);
    if (value === null) return [];
    const liveTarget = this.#liveNames.get(target) ?? target;
    const isThere = this.#liveTables.has(liveTarget)
      ? ` and not exists (select 1 from ${this.#ddl.place(liveTarget)} as _target where _target.id = ${value})`
      : "";
    return [this.#probe("SCHEMA_LINKS_BROKEN", column, value, ` where ${value} is not null${isThere}`)];
  }

  #repeated(columns: readonly string[], predicate: string | null): Probe[] {
    const values = columns.map((column) => liveValue(this.#changed, column));
    if (values.includes(null)) return [];
    const knowsStatus = this.#live.columns.some(({ name }) => name === "docstatus");
    const conditions = [
      ...values.map((value) => `${value} is not null`),
      ...(predicate && knowsStatus ? [predicate] : []),
    ];
    const shown = values.map((value) => `${value}::text`).join(" || ', ' || ");
    const source = `(select id, ${shown} as _shown, ${this.#title} as _title, count(*) over (partition by ${values.join(", ")}) as _holders
      from ${this.place} as _item where ${conditions.join(" and ")}) as _item`;
    const offending = `select id::text, _title as title, _shown as value from ${source} where _holders > 1 order by _shown, id`;
    return [{ code: "SCHEMA_VALUES_NOT_UNIQUE", table: this.#wanted.name, column: columns.join(", "), offending }];
  }

  #probe(code: Probe["code"], column: string, value: string, where: string): Probe {
    const key = this.#live.columns.some((candidate: Column) => candidate.name === "id") ? "id::text" : "null::text";
    const offending = `select ${key} as id, (${this.#title})::text as title, (${value})::text as value from ${this.place} as _item${where} order by 1`;
    return { code, table: this.#wanted.name, column, offending };
  }
}
