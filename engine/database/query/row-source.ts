import type { CheckedExpression } from "../../contract/index.ts";
import { mustExist } from "../../kernel/index.ts";
import { quoteIdent } from "../sql.ts";
import type { QueryContext } from "./query-context.ts";
import { doctypeShape, type RowShape, type ShapeColumn } from "./row-shape.ts";

/**
 * Who asked for a path: the `reader` sees nothing behind a link to a document that is not readable,
 * an expression of the `metadata` (row rule, title, computed field) sees what it names.
 */
export type Trust = "reader" | "metadata";

/** One FROM item of a SELECT with the left joins that paths over links need; every join is made once. */
export class RowSource {
  readonly context: QueryContext;
  readonly shape: RowShape;
  readonly alias: string;
  /** For rows of a table: the document they belong to. */
  readonly header: RowSource | null;
  /** Level of the table the rows are of: what is in them is seen where it is. */
  readonly #level: number;
  readonly #item: () => string;
  readonly #used = new Set<string>();
  readonly #joins: string[];
  /** Written once for each rule: one text for all fields of a level. */
  readonly #levelTexts = new Map<CheckedExpression, string>();
  readonly #links = new Map<string, RowSource>();

  constructor(
    context: QueryContext,
    shape: RowShape,
    options: {
      readonly alias?: string;
      readonly header?: RowSource;
      readonly level?: number;
      /** Shared with the source this one is linked from. */
      readonly joins?: string[];
      /** What to read instead of the shape's table: a subquery with at least the columns in `usedColumns`. */
      readonly item?: () => string;
    } = {},
  ) {
    this.context = context;
    this.shape = shape;
    this.alias = options.alias ?? context.newAlias();
    this.header = options.header ?? null;
    this.#level = options.level ?? 0;
    this.#joins = options.joins ?? [];
    this.#item = options.item ?? (() => this.#ownTable());
  }

  /** A column of the table itself, whatever the shape says about it. */
  own(column: string): string {
    this.#used.add(column);
    return `${this.alias}.${quoteIdent(column)}`;
  }

  /** A column as the reader sees it: without a value in rows he reads below its level. `sql`: what is written of it. */
  seen(column: ShapeColumn, sql: string = column.sql(this)): string {
    const rule = this.levelSql(column.level);
    return rule === null ? sql : `case when ${rule} then ${sql} end`;
  }

  /** Condition under which the reader sees fields of a level here, null where he always does. */
  levelSql(level: number): string | null {
    if (this.header) return this.header.levelSql(Math.max(level, this.#level));
    const rule = this.context.levelRuleOf(this.shape.id, level);
    if (rule === null) return null;
    let text = this.#levelTexts.get(rule);
    if (text === undefined) {
      text = this.context.expression(rule, { document: this, trust: "metadata" });
      this.#levelTexts.set(rule, text);
    }
    return text;
  }

  /** Columns of the table itself that have been asked for so far. */
  get usedColumns(): readonly string[] {
    return [...this.#used];
  }

  column(id: string): ShapeColumn {
    return mustExist(this.shape.columns.get(id), `column ${id} of ${this.shape.id}`);
  }

  /** The row a link points to, all of its columns null when there is none (or none the reader may see). */
  link(field: string, trust: Trust): RowSource {
    const column = this.column(field);
    const doctype = mustExist(column.to, `link ${this.shape.id}.${field}`);
    const sight = trust === "metadata" ? "all" : this.#sightOf(doctype);
    const end = trust === "metadata" ? this.own(field) : this.seen(column, this.own(field));
    const key = `${end} ${sight}`;
    const known = this.#links.get(key);
    if (known) return known;
    const linked = new RowSource(this.context, doctypeShape(this.context.registry.doctype(doctype)), {
      joins: this.#joins,
    });
    this.#links.set(key, linked);
    const on = `${linked.own("id")} = ${end}`;
    if (sight === "ruled") this.#joins.push(linked.#ruledJoin(on));
    else this.#joins.push(`left join ${linked.#table()} on ${sight === "all" ? on : "false"}`);
    return linked;
  }

  #sightOf(doctype: string): "all" | "ruled" | "nothing" {
    const access = this.context.accessTo(doctype);
    if (access === null) return "nothing";
    return access.where === null ? "all" : "ruled";
  }

  /** Adds a join written by the caller, for shapes that are spread over two tables. */
  join(text: string): void {
    if (!this.#joins.includes(text)) this.#joins.push(text);
  }

  get hasJoins(): boolean {
    return this.#joins.length > 0;
  }

  /** The FROM clause's items. Complete only after every expression over this source has been compiled. */
  from(): string {
    return [this.#table(), ...this.#joins].join(" ");
  }

  /** Row rule of what the reader may see here, or null. */
  ruleSql(): string | null {
    const rule = this.context.ruleOf(this.shape.id);
    return rule && this.context.expression(rule, { document: this, trust: "metadata" });
  }

  #ownTable(): string {
    this.context.tables.add(this.shape.table);
    return quoteIdent(this.shape.table);
  }

  #table(): string {
    return `${this.#item()} ${this.alias}`;
  }

  /** The rule's own joins stay inside the join's parentheses: it must be decided before the row is let through. */
  #ruledJoin(on: string): string {
    const inner = new RowSource(this.context, this.shape, { alias: this.alias });
    const rule = mustExist(inner.ruleSql(), "row rule");
    const item = inner.hasJoins ? `(${inner.from()})` : inner.from();
    return `left join ${item} on ${on} and ${rule}`;
  }
}
