import type { Field, Ledger, TableField } from "../../contract/index.ts";
import type { CompiledDoctype, ResolvedDoctype, ResolvedWorkflow } from "../../registry/index.ts";

type DoctypeParts = "id" | "kind" | "lifecycle" | "number" | "table" | "search" | "indexes" | "unique" | "renamed_from";

export type FieldShape =
  | (Exclude<Field, TableField> & { readonly id: string })
  | (TableField & { readonly id: string; readonly child: DoctypeShape });

/** What of a resolved doctype decides about its tables. */
export interface DoctypeShape extends Pick<ResolvedDoctype, DoctypeParts> {
  readonly fieldList: readonly FieldShape[];
  readonly compiled?: Pick<CompiledDoctype, "computations"> & Partial<Pick<CompiledDoctype, "title">>;
}

/** What of a workflow decides about the states of documents that are there already. */
export interface WorkflowShape extends Pick<ResolvedWorkflow, "doctype" | "field" | "initial" | "transitions"> {
  readonly compiled: Pick<ResolvedWorkflow["compiled"], "existing">;
}

/** What of a registry decides about the schema; a `Registry` is one. */
export interface SchemaSource {
  readonly hash: string;
  readonly doctypes: ReadonlyMap<string, DoctypeShape>;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly workflows?: ReadonlyMap<string, WorkflowShape>;
}
