import { quoteIdent } from "../../sql.ts";
import type { Column, Table, TableObject } from "../types.ts";
import type { Ddl } from "./ddl.ts";
import type { Probe } from "./draft.ts";
import type { LiveColumn, LiveTable, TableRenames } from "./live-table.ts";
import { fillTemplate, typeChange } from "./type-change.ts";

/** Looks at the rows a table has now for what would stand in the way of its wanted shape. */
export class LiveValues {
  readonly #ddl: Ddl;
  readonly #wanted: Table;
  readonly #live: LiveTable;
  readonly #liveNames: ReadonlyMap<string, string>;
  readonly #liveTables: ReadonlySet<string>;

  constructor(ddl: Ddl, wanted: Table, live: LiveTable, renames: TableRenames, liveTables: ReadonlySet<string>) {
    this.#ddl = ddl;
    this.#wanted = wanted;
    this.#live = live;
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

  /** Rows that break a constraint which is to be added. New columns hold nothing that could. */
  violations(object: TableObject): readonly Probe[] {
    switch (object.kind) {
      case "check":
        return this.#unchecked(object.columns, object.condition);
      case "foreign_key":
        return this.#brokenLinks(object.column, object.target);
      case "index":
        return object.uniqueness === "unique" ? this.#repeated(object.columns, object.predicate) : [];
      case "trigger":
        return [];
    }
  }

  #unchecked(columns: readonly string[], condition: string): Probe[] {
    const values = columns.map((column) => this.#valueOf(column));
    if (values.includes(null)) return [];
    const overLive = columns.reduce(
      (text, column, index) => text.replaceAll(quoteIdent(column), `${values[index]}`),
      condition,
    );
    return [this.#probe("SCHEMA_VALUES_DO_NOT_FIT", columns[0]!, `${values[0]}`, ` where not (${overLive})`)];
  }

  #brokenLinks(column: string, target: string): Probe[] {
    const value = this.#valueOf(column);
    if (value === null) return [];
    const liveTarget = this.#liveNames.get(target) ?? target;
    const isThere = this.#liveTables.has(liveTarget)
      ? ` and not exists (select 1 from ${this.#ddl.place(liveTarget)} as _target where _target.id = ${value})`
      : "";
    return [this.#probe("SCHEMA_LINKS_BROKEN", column, value, ` where ${value} is not null${isThere}`)];
  }

  #repeated(columns: readonly string[], predicate: string | null): Probe[] {
    const values = columns.map((column) => this.#valueOf(column));
    if (values.includes(null)) return [];
    const knowsStatus = this.#live.columns.some(({ name }) => name === "docstatus");
    const conditions = [
      ...values.map((value) => `${value} is not null`),
      ...(predicate && knowsStatus ? [predicate] : []),
    ];
    const shown = values.map((value) => `${value}::text`).join(" || ', ' || ");
    const source = `(select id, ${shown} as _shown, count(*) over (partition by ${values.join(", ")}) as _holders
      from ${this.place} as _item where ${conditions.join(" and ")}) as _item`;
    const offending = `select id::text, _shown as value from ${source} where _holders > 1 order by _shown, id`;
    return [{ code: "SCHEMA_VALUES_NOT_UNIQUE", table: this.#wanted.name, column: columns.join(", "), offending }];
  }

  /** SQL of the value a column will have, over the row as it is; null when the column is new. */
  #valueOf(name: string): string | null {
    const live = this.#live.columns.find((column) => column.name === name);
    const wanted = this.#wanted.columns.find((column) => column.name === name);
    if (!live) return null;
    const column = `_item.${quoteIdent(live.liveName)}`;
    if (!wanted || wanted.type === live.type) return column;
    return `(${fillTemplate(typeChange(live.type, wanted.type).using, column)})`;
  }

  #probe(code: Probe["code"], column: string, value: string, where: string): Probe {
    const key = this.#live.columns.some((candidate: Column) => candidate.name === "id") ? "id::text" : "null::text";
    const offending = `select ${key} as id, (${value})::text as value from ${this.place} as _item${where} order by 1`;
    return { code, table: this.#wanted.name, column, offending };
  }
}
