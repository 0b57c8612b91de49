import type { FieldLimits } from "../../calculation/index.ts";

/** A column as Postgres writes its parts: `type` as `format_type` does, `default` as `pg_get_expr` does. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly default: string | null;
  /** Wanted columns only: former name. */
  readonly renamedFrom?: string;
  /** Wanted columns only: the former names are known from what was done, so they are right whatever else is called so. */
  readonly isRestored?: true;
  /** Wanted columns only: SQL that gives rows already there a value when the column becomes required. */
  readonly backfill?: string;
  /** Wanted columns only: columns the backfill reads, where it may leave rows without a value; those are refused beforehand. */
  readonly backfillReads?: readonly string[];
  /** Wanted columns only: former options of a choice → what they are called now. */
  readonly formerOptions?: Readonly<Record<string, string>>;
  /** Wanted columns of choices only. */
  readonly options?: readonly string[];
  /** Wanted columns only: options of now of which nobody can tell what they are called under the wanted ones. */
  readonly untoldOptions?: readonly string[];
  /** Wanted columns only: what values are kept within when they are saved; rows of before may be outside. */
  readonly limits?: FieldLimits;
}

/** SQL over the columns of one row, each quoted. */
export interface ValueSql {
  readonly sql: string;
  readonly columns: readonly string[];
}

/** An index; `unique` ones stand for uniqueness, the one called `primary` for the primary key. */
export interface Index {
  readonly kind: "index";
  readonly name: string;
  readonly columns: readonly string[];
  readonly uniqueness: "none" | "unique" | "unique_nulls_equal" | "primary";
  readonly method: "btree" | "gin";
  /** Operator class that is not the type's own. */
  readonly operatorClass: string | null;
  /** Condition of the rows it covers, as Postgres writes it. */
  readonly predicate: string | null;
}

export interface ForeignKey {
  readonly kind: "foreign_key";
  readonly name: string;
  readonly column: string;
  readonly target: string;
  readonly onDelete: "restrict" | "cascade";
}

/** `digest` stands for the condition: it is part of the name, so that names tell whether a condition changed. */
export interface Check {
  readonly kind: "check";
  readonly name: string;
  readonly columns: readonly string[];
  readonly digest: string;
  readonly condition: string;
  /** Wanted checks only: what rows that do not meet it are told with. */
  readonly refusal?: Refusal["code"];
}

/** As with checks, the digest in the name stands for the definition. */
export interface Trigger {
  readonly kind: "trigger";
  readonly name: string;
  readonly digest: string;
  /** The whole statement that creates it, with a function of its own if it has one. */
  readonly definition: string;
}

/** Per key, the sum of the measure over a ledger's entries is not below the minimum. */
export interface Floor {
  readonly keys: readonly string[];
  readonly measure: string;
  readonly min: string;
}

export type TableObject = Index | ForeignKey | Check | Trigger;

/** `as`: what the table became by that rename alone, where it was renamed once more with the table it belongs to. */
export interface FormerTable {
  readonly name: string;
  readonly as?: string;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly objects: readonly TableObject[];
  /** Wanted tables only: names the table may still have, the likeliest first. */
  readonly renamedFrom?: readonly FormerTable[];
  /** Wanted tables only: as with columns. */
  readonly isRestored?: true;
  /** Wanted tables only, for sums kept beside the entries: when anything about the table differs it is made anew and filled so. */
  readonly fill?: readonly string[];
  /** Wanted tables only, for sums: the table of the entries, and the balances that may not be below a minimum. */
  readonly sumsOf?: string;
  readonly floor?: Floor;
  /** Wanted tables only: what people call a row; of rows of a table field, `rowsOf` is the table of the documents. */
  readonly title?: ValueSql;
  readonly rowsOf?: string;
  /** A table of the engine's own: only the objects listed here are the plan's business. */
  readonly isEngineTable?: boolean;
}

/** The tables of one organization's schema by name: as they are (`readCatalog`) or as the metadata wants them (`desiredSchema`). */
export interface Catalog {
  readonly schema: string;
  /** Live catalogs only: where the database has trigram search. */
  readonly trigramSchema?: string;
  readonly tables: ReadonlyMap<string, Table>;
}

export type PlanStepKind =
  | "rename_table"
  | "rename_column"
  | "rename_object"
  | "create_table"
  | "add_column"
  | "change_type"
  | "rename_options"
  | "set_default"
  | "fill_column"
  | "require"
  | "unrequire"
  | "add_object"
  | "drop_object"
  | "fill_table"
  | "drop_column"
  | "drop_table";

/** One statement of a plan. */
export interface PlanStep {
  readonly kind: PlanStepKind;
  /** Table as it is called when the step runs. */
  readonly table: string;
  /** Column, index, constraint or trigger. */
  readonly subject?: string;
  /** Of a renamed column: its name before. */
  readonly former?: string;
  /** Of renamed options: what each was called → what it is called then. */
  readonly options?: Readonly<Record<string, string>>;
  readonly forward: string;
  /** Statement that undoes it; null when the step cannot be undone. What was destroyed does not come back. */
  readonly inverse: string | null;
  /** What is lost for good, in plain words; null when nothing is. */
  readonly destroys: string | null;
  /** Rows read, written or destroyed. */
  readonly rows: number;
}

/** Rows that stand against a change: refused where they cannot stay as they are, else told. */
export interface Refusal {
  readonly code:
    | "SCHEMA_VALUES_MISSING"
    | "SCHEMA_STATES_UNKNOWN"
    | "SCHEMA_VALUES_DO_NOT_FIT"
    | "SCHEMA_VALUES_NOT_OPTIONS"
    | "SCHEMA_OPTIONS_UNTOLD"
    | "SCHEMA_BALANCES_BELOW_MINIMUM"
    | "SCHEMA_VALUES_OUT_OF_LIMITS"
    | "SCHEMA_VALUES_NOT_UNIQUE"
    | "SCHEMA_LINKS_BROKEN";
  readonly table: string;
  readonly column: string;
  readonly count: number;
  /** Some of the rows, as people know them. */
  readonly rows: readonly { readonly id: string; readonly title: string | null; readonly value: string | null }[];
}

export interface Plan {
  readonly schema: string;
  /** Of the metadata the plan leads to. */
  readonly registryHash: string;
  readonly steps: readonly PlanStep[];
  readonly refusals: readonly Refusal[];
  /** What is told and done all the same: the rows stay as they are until they are saved again. */
  readonly warnings: readonly Refusal[];
  /** True when a step destroys data. */
  readonly isDestructive: boolean;
}
