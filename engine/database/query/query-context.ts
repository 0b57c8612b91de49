import type { CheckedExpression } from "../../contract/index.ts";
import type { Registry } from "../../registry/index.ts";
import { Parameters } from "./parameters.ts";
import type { ReadAccess } from "./types.ts";

/** What the parts of one statement share while it is compiled. */
export class QueryContext {
  readonly registry: Registry;
  readonly parameters = new Parameters();
  readonly #access: ReadAccess;
  readonly #doctype: string;
  #aliases = 0;

  /** `access` is that of `doctype`; other doctypes are asked for through it. */
  constructor(registry: Registry, doctype: string, access: ReadAccess) {
    this.registry = registry;
    this.#doctype = doctype;
    this.#access = access;
  }

  newAlias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }

  /** What the reader may see of a doctype; null = nothing. */
  accessTo(doctype: string): ReadAccess | null {
    return doctype === this.#doctype ? this.#access : this.#access.linked(doctype);
  }

  /** Row rule of a doctype, null when every row may be seen (or none: ask `accessTo` first). */
  ruleOf(doctype: string): CheckedExpression | null {
    return this.accessTo(doctype)?.where ?? null;
  }
}
