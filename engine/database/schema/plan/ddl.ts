import { EXTENSIONS_SCHEMA } from "../../connection/session.ts";
import { quoteIdent } from "../../sql.ts";
import type { Column, Index, Table, TableObject } from "../types.ts";

/** The texts of statements that change one schema. Everything is named in full, so they mean the same under any search path. */
export class Ddl {
  readonly #schema: string;
  readonly #trigramSchema: string;

  constructor(schema: string, trigramSchema: string = EXTENSIONS_SCHEMA) {
    this.#schema = schema;
    this.#trigramSchema = trigramSchema;
  }

  place(table: string): string {
    return `${quoteIdent(this.#schema)}.${quoteIdent(table)}`;
  }

  alter(table: string, action: string): string {
    return `alter table ${this.place(table)} ${action}`;
  }

  /** The table with its columns, primary key and checks: what needs nothing of other tables. */
  createTable(table: Table): string {
    const parts = [
      ...table.columns.map(columnClause),
      ...table.objects.flatMap((object) => inlineClause(object) ?? []),
    ];
    return `create table ${this.place(table.name)} (\n  ${parts.join(",\n  ")}\n)`;
  }

  addObject(table: string, object: TableObject): string {
    switch (object.kind) {
      case "index":
        return object.uniqueness === "primary"
          ? this.alter(table, `add ${inlineClause(object)}`)
          : this.#createIndex(table, object);
      case "foreign_key":
        return this.alter(
          table,
          `add constraint ${quoteIdent(object.name)} foreign key (${quoteIdent(object.column)}) references ${this.place(object.target)} (id) on delete ${object.onDelete}`,
        );
      case "check":
        return this.alter(table, `add ${inlineClause(object)}`);
      case "trigger":
        return object.definition;
    }
  }

  dropObject(table: string, object: TableObject): string {
    const name = quoteIdent(object.name);
    if (object.kind === "trigger") return `drop trigger ${name} on ${this.place(table)}`;
    if (object.kind === "index" && object.uniqueness !== "primary") return `drop index ${this.place(object.name)}`;
    return this.alter(table, `drop constraint ${name}`);
  }

  renameObject(table: string, object: TableObject, name: string): string {
    const to = `rename to ${quoteIdent(name)}`;
    if (object.kind === "index") return `alter index ${this.place(object.name)} ${to}`;
    if (object.kind === "trigger") return `alter trigger ${quoteIdent(object.name)} on ${this.place(table)} ${to}`;
    return this.alter(table, `rename constraint ${quoteIdent(object.name)} to ${quoteIdent(name)}`);
  }

  #createIndex(table: string, index: Index): string {
    const unique = index.uniqueness === "none" ? "" : "unique ";
    const nulls = index.uniqueness === "unique_nulls_equal" ? " nulls not distinct" : "";
    const operatorClass = index.operatorClass ? ` ${this.#trigramSchema}.${index.operatorClass}` : "";
    const columns = index.columns.map((column) => `${quoteIdent(column)}${operatorClass}`).join(", ");
    const predicate = index.predicate ? ` where ${index.predicate}` : "";
    return `create ${unique}index ${quoteIdent(index.name)} on ${this.place(table)} using ${index.method} (${columns})${nulls}${predicate}`;
  }
}

export function columnClause(column: Column): string {
  const standard = column.default === null ? "" : ` default ${column.default}`;
  return `${quoteIdent(column.name)} ${column.type}${standard}${column.isRequired ? " not null" : ""}`;
}

/** Clause of objects that stand inside CREATE TABLE; undefined for the others. */
function inlineClause(object: TableObject): string | undefined {
  if (object.kind === "check") return `constraint ${quoteIdent(object.name)} check (${object.condition})`;
  if (object.kind !== "index" || object.uniqueness !== "primary") return undefined;
  return `constraint ${quoteIdent(object.name)} primary key (${object.columns.map(quoteIdent).join(", ")})`;
}

/** True for what `createTable` makes along with the table. */
export function isInline(object: TableObject): boolean {
  return inlineClause(object) !== undefined;
}
