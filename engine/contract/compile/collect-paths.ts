import type { CheckedExpression } from "../expression/index.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { ORGANIZATION_DOCTYPE } from "../scopes/record-fields.ts";
import type { Doctype } from "../types/index.ts";

/** Where an expression stands, for turning its paths into paths from the document. */
export interface PathOrigin {
  readonly doctype: Doctype;
  /** Table field whose row the expression stands in. */
  readonly table?: string;
  /** Root names that mean a row (or rows) of a table field: `line`, `group`. */
  readonly rowRoots?: Readonly<Record<string, string>>;
}

/** Paths an expression reads, from the document. */
export interface ReadPaths {
  /** Those that go over at least one link. */
  readonly linkPaths: readonly (readonly string[])[];
  /** Those into single doctypes, which come first. */
  readonly settingPaths: readonly (readonly string[])[];
}

/** Splits what expressions read into paths over links and paths into settings, without repeats. */
export function collectPaths(
  reads: readonly { readonly expression: CheckedExpression; readonly origin: PathOrigin }[],
  model: MetadataModel,
  alsoRead: readonly { readonly path: readonly string[]; readonly origin: PathOrigin }[] = [],
): ReadPaths {
  const linkPaths = new Map<string, readonly string[]>();
  const settingPaths = new Map<string, readonly string[]>();
  const add = (path: readonly string[], origin: PathOrigin, isRow: boolean) => {
    const setting = isRow ? undefined : settingPath(path, origin);
    if (setting) return settingPaths.set(setting.join("."), setting);
    const fromDocument = isRow && origin.table !== undefined ? [origin.table, ...path] : documentPath(path, origin);
    if (goesOverLink(origin.doctype, fromDocument, model)) linkPaths.set(fromDocument.join("."), fromDocument);
  };
  for (const { expression, origin } of reads) {
    for (const path of expression.paths) add(path, origin, false);
    for (const path of expression.rowPaths) add(path, origin, true);
  }
  for (const { path, origin } of alsoRead) add(path, origin, path[0] !== "doc" && origin.table !== undefined);
  return { linkPaths: [...linkPaths.values()], settingPaths: [...settingPaths.values()] };
}

function settingPath(path: readonly string[], origin: PathOrigin): readonly string[] | undefined {
  const [root] = path;
  if (root === undefined || Object.hasOwn(origin.doctype.fields, root)) return undefined;
  if (root === ORGANIZATION_DOCTYPE && path.length > 1) return path;
  if (root === "settings" && path.length > 2) return path.slice(1);
  return undefined;
}

function documentPath(path: readonly string[], origin: PathOrigin): readonly string[] {
  const [root = "", ...rest] = path;
  if (root === "doc") return rest;
  const table = origin.rowRoots && Object.hasOwn(origin.rowRoots, root) ? origin.rowRoots[root] : undefined;
  return table === undefined ? path : [table, ...rest];
}

/** The id of a linked document is known without reading it. */
function goesOverLink(doctype: Doctype, path: readonly string[], model: MetadataModel): boolean {
  const [id = "", next, ...rest] = path;
  const field = Object.hasOwn(doctype.fields, id) ? doctype.fields[id] : undefined;
  if (!field || next === undefined) return false;
  if (field.type === "link") return next !== "id";
  const child = field.type === "table" ? model.get("doctype", field.of) : undefined;
  return child !== undefined && goesOverLink(child, [next, ...rest], model);
}
