import type { ExprType, Scope } from "../expression/index.ts";
import { expressionType } from "../fields/expression-type.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { toPointer } from "../pointer.ts";
import type { Scopes } from "../scopes/scopes.ts";
import type { Field } from "../types/index.ts";

/** A place in the metadata where an expression stands. */
export interface ExpressionSlot {
  /** Finds the checked expression again; see `slotKey`. */
  readonly key: string;
  readonly file: MetadataFile;
  readonly pointer: string;
  readonly source: string;
  /** `series`: a number series, with expressions in braces. */
  readonly form: "expression" | "series";
  readonly scope: Scope;
  readonly expected?: ExprType;
  /** For a dynamic link: doctypes the value may be a document of. */
  readonly anyRecord?: readonly string[];
  /** Is also run inside the database, so it must be translatable to SQL. */
  readonly sql: boolean;
}

export interface SlotContext {
  readonly model: MetadataModel;
  readonly scopes: Scopes;
}

export const BOOLEAN: ExprType = { kind: "boolean" };
export const TEXT: ExprType = { kind: "text" };
export const DATE: ExprType = { kind: "date" };

/**
 * Key of a slot: file and pointer, and, where one text is checked once per use (a column in each document that uses
 * the child doctype, a row rule for each doctype of a module), that use.
 */
export function slotKey(file: MetadataFile, path: readonly (string | number)[], use = ""): string {
  return `${file.key}#${toPointer(path)}@${use}`;
}

interface SlotOptions {
  readonly expected?: ExprType | undefined;
  /** Instead of `expected`: the field the value is for. */
  readonly target?: Field | undefined;
  readonly sql?: boolean;
  readonly use?: string;
  readonly form?: ExpressionSlot["form"];
}

/** The slot at a path of a file, or none when nothing is written there. */
export function slot(
  file: MetadataFile,
  path: readonly (string | number)[],
  source: string | undefined,
  scope: Scope,
  options: SlotOptions = {},
): ExpressionSlot[] {
  if (source === undefined) return [];
  const { expected, target, sql = false, use = "", form = "expression" } = options;
  const key = slotKey(file, path, use);
  const type = target ? expectationOf(target) : expected ? { expected } : {};
  return [{ key, file, pointer: toPointer(path), source, form, scope, sql, ...type }];
}

/** What an expression must give to be the value of a field. */
function expectationOf(field: Field): Pick<ExpressionSlot, "expected" | "anyRecord"> {
  if (field.type === "dynamic_link") return { anyRecord: field.to };
  const expected = expressionType(field);
  return expected ? { expected } : {};
}
