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
  readonly #item: () => string;
  readonly #used = new Set<string>();
  readonly #joins: string[];
  readonly #links = new Map<string, RowSource>();

  constructor(
    context: QueryContext,
    shape: RowShape,
    options: {
      readonly alias?: string;
      readonly header?: RowSource;
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
    this.#joins = options.joins ?? [];
    this.#item = options.item ?? (() => this.#ownTable());
  }

  /** A column of the table itself, whatever the shape says about it. */
  own(column: string): string {
    this.#used.add(column);
    return `${this.alias}.${quoteIdent(column)}`;
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
    const doctype = mustExist(this.column(field).to, `link ${this.shape.id}.${field}`);
    const sight = trust === "metadata" ? "all" : this.#sightOf(doctype);
    const key = `${field} ${sight}`;
    const known = this.#links.get(key);
    if (known) return known;
    const linked = new RowSource(this.context, doctypeShape(this.context.registry.doctype(doctype)), {
      joins: this.#joins,
    });
    this.#links.set(key, linked);
    const on = `${linked.own("id")} = ${this.own(field)}`;
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
