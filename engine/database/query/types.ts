import type { CheckedExpression, FilterOperator } from "../../contract/index.ts";
import type { Clock } from "../../kernel/index.ts";

/** A condition over one doctype. `field` is a field id or a path over links (`author.country.code`). */
export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly field: string; readonly op: FilterOperator; readonly value?: unknown };

/** What selects the rows of a list, its count and its totals. All parts are AND-ed. */
export interface Selection {
  readonly filter?: Filter;
  /** Source texts in the expression language, over the doctype's fields; each stands for itself. */
  readonly where?: readonly string[];
  /** Words that must all occur in the searched fields, in any order; accents and case do not count. */
  readonly search?: string;
}

export interface ListQuery extends Selection {
  /**
   * Field ids and link paths (`author.name`) to return, all readable fields but tables unless told. `id` always comes
   * along; `$title` is the document's title, `author.$title` that of a linked one.
   */
  readonly fields?: readonly string[];
  /**
   * Field ids or link paths, `-` in front for descending. Nulls come last. Ties are broken by id. Nothing: newest first, and of
   * what is searched for first what fits best.
   */
  readonly sort?: readonly string[];
  /** 1 to 1,000. */
  readonly limit: number;
  /** Convenience for jumping; pages deep down want `cursor`. */
  readonly offset?: number;
  /** `next_cursor` of the page before; needs the same sort. */
  readonly cursor?: string;
  /** Links (`author`, `lines.book`, `*` for all) whose id and title come in `$expanded`; `$title` is the document's own. */
  readonly expand?: readonly string[];
  /** Also count all rows of the selection, up to TOTAL_CAP. */
  readonly count?: boolean;
  /** Numeric fields to sum over all rows of the selection, for each unit and state of document on its own. */
  readonly totals?: readonly string[];
}

export interface GetQuery {
  readonly id: string;
  /** As in a list. */
  readonly expand?: readonly string[];
  /** All readable fields and tables unless told. */
  readonly fields?: readonly string[];
}

/** Of a row that the statement at hand writes. */
export interface WrittenQuery {
  /** Name of the common table expression that returns the row whole. */
  readonly from: string;
  readonly fields: readonly string[];
}

/** Who reads, as far as rules need to know. */
export interface Reader {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly string[];
}

/** Fields above one level and up to another are read in the rows that meet a rule, and have no value in the others. */
export interface LevelRule {
  readonly above: number;
  readonly upTo: number;
  readonly where: CheckedExpression;
}

/** What a reader may see of one doctype. */
export interface ReadAccess {
  /** Row rule; only documents that meet it exist for the reader. null = all. */
  readonly where: CheckedExpression | null;
  /** Highest field level read, in the rows that `levelRules` says. */
  readonly highestReadLevel: number;
  /** Where levels are not read in every row: which are read in which, from the lowest up. Nothing, where each row is read alike. */
  readonly levelRules?: readonly LevelRule[];
  /** Lent by a report for the fields it names: the reader has no right to the documents themselves. */
  readonly isLent?: boolean;
  readonly user: Reader;
  /** Names the rules: within one registry, equal keys mean equal rules for every doctype (e.g. the sorted role ids). Compiled statements are cached under it. */
  readonly key: string;
  /** What `today()` and `now()` in rules mean; the system's clock unless told. */
  readonly clock?: Clock;
  /** What the same reader may see of a linked doctype; null = nothing. */
  linked(doctype: string): ReadAccess | null;
}

/** Values over links that expressions need, for a set of documents of one doctype. */
export interface LinkRequest {
  readonly doctype: string;
  readonly ids: readonly string[];
  /** Paths from that doctype, e.g. `[["name"], ["country", "code"]]`. */
  readonly paths: readonly (readonly string[])[];
}

/** JSON of a list, as sent to the client. */
export interface ListResult<Item = Readonly<Record<string, unknown>>> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
  readonly total?: number;
  readonly total_is_capped?: boolean;
  /** By field; nothing where no row has a value. */
  readonly totals?: Readonly<Record<string, readonly ListTotal[]>>;
}

/** The sum of those values of a field that are in one unit, of documents in one state. */
export interface ListTotal {
  /** Only of doctypes that are submitted. */
  readonly docstatus?: "draft" | "submitted" | "cancelled";
  /** Code of the currency, or name of the unit; null for what has none. */
  readonly unit: string | null;
  /** How many values were added. */
  readonly count: number;
  readonly sum: string | number;
}

/** Counting stops here: beyond it a list answers "more than". */
export const TOTAL_CAP = 10_000;
/** Longest page. */
export const LIMIT_MAX = 1_000;
