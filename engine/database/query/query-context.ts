import type { CheckedExpression } from "../../contract/index.ts";
import type { Registry } from "../../registry/index.ts";
import { type Computed, computedSql } from "./computed-sql.ts";
import { type ExpressionRows, expressionSql } from "./expression-sql.ts";
import { Parameters } from "./parameters.ts";
import type { RowSource } from "./row-source.ts";
import type { ReadAccess } from "./types.ts";

/** What the parts of one statement share while it is compiled. */
export class QueryContext {
  readonly registry: Registry;
  readonly parameters = new Parameters();
  /** Tables the statement reads. */
  readonly tables = new Set<string>();
  readonly #access: ReadAccess;
  readonly #doctype: string;
  #aliases = 0;

  /** `access` is that of `doctype`; other doctypes are asked for through it. */
  constructor(registry: Registry, doctype: string, access: ReadAccess) {
    this.registry = registry;
    this.#doctype = doctype;
    this.#access = access;
  }

  /** Rows have expressions among their columns and in their rules, and expressions read rows: they meet here. */
  expression(checked: CheckedExpression, rows: ExpressionRows): string {
    return expressionSql(checked, rows);
  }

  computed(row: RowSource, field: Computed): string {
    return computedSql(row, field);
  }

  /** Names of ours begin with an underscore or a dollar sign, which no id of metadata does: a column is never mistaken for one. */
  newAlias(): string {
    this.#aliases += 1;
    return `_t${this.#aliases}`;
  }

  /** What the reader may see of a doctype; null = nothing. */
  accessTo(doctype: string): ReadAccess | null {
    return doctype === this.#doctype ? this.#access : this.#access.linked(doctype);
  }

  /** Rule of the rows in which the reader sees fields of a level; null where it is every row he sees. */
  levelRuleOf(doctype: string, level: number): CheckedExpression | null {
    const rules = this.accessTo(doctype)?.levelRules ?? [];
    return rules.find(({ above, upTo }) => above < level && level <= upTo)?.where ?? null;
  }

  /** Row rule of a doctype, null when every row may be seen (or none: ask `accessTo` first). */
  ruleOf(doctype: string): CheckedExpression | null {
    return this.accessTo(doctype)?.where ?? null;
  }
}
