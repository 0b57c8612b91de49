import { hasTrait } from "../../../engine/contract/fields/field-traits.ts";
import { listedSystemFields, shownSystemFields } from "../../../engine/contract/fields/system-fields.ts";
import { columnLabels } from "../../../engine/contract/metadata/column-labels.ts";
import type { Field, View } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../engine/kernel/index.ts";
import { looksLike } from "../field-types/field-looks.ts";

/** A field reached by a path, e.g. `customer.name`, as a column or filter sees it. */
export interface ColumnSpec {
  readonly path: string;
  readonly label: LocalizedText;
  /** Labels of the fields on the way, its own last. */
  readonly steps: readonly LocalizedText[];
  readonly field: Field;
  /** Doctype that declares the field. */
  readonly doctype: string;
  /** A field of the engine itself. */
  readonly isSystem: boolean;
}

/** Follows a path over links; undefined when a step is unknown or may not be read. */
export function resolveColumn(meta: MetaAnswer, doctypeId: string, path: string): ColumnSpec | undefined {
  let doctype = meta.doctypes[doctypeId];
  const names = path.split(".");
  const steps: LocalizedText[] = [];
  for (const [index, step] of names.entries()) {
    if (!doctype) return undefined;
    const own: Field | undefined = doctype.fields[step];
    const field = own ?? shownSystemFields(doctype)[step];
    if (!field) return undefined;
    steps.push(field.label);
    if (index === names.length - 1)
      return { path, label: field.label, steps, field, doctype: doctype.id, isSystem: !own };
    doctype = field.type === "link" ? meta.doctypes[field.to] : undefined;
  }
  return undefined;
}

/** The columns at these paths, headed as the view says, or so that no two read the same. */
export function viewColumns(
  meta: MetaAnswer,
  doctypeId: string,
  { labels }: Pick<View, "labels">,
  paths: readonly string[],
): readonly ColumnSpec[] {
  const columns = paths.flatMap((path) => resolveColumn(meta, doctypeId, path) ?? []);
  const headings = columnLabels(columns, labels);
  return columns.map((column, index) => ({ ...column, label: headings[index]! }));
}

const LIFE_CYCLE: LocalizedText = { fr: "Cycle de vie", en: "Life cycle" };

/** Every column a person may choose in a list: own fields that fit a cell, then the engine's own. */
export function availableColumns(meta: MetaAnswer, doctypeId: string): readonly ColumnSpec[] {
  const doctype = meta.doctypes[doctypeId];
  if (!doctype) return [];
  const own = Object.entries(doctype.fields).filter(([, field]) => hasTrait(field.type, "column"));
  const [before, after] = [listedSystemFields(doctype, "before"), listedSystemFields(doctype, "after")];
  const paths = [...before, ...own.map(([id]) => id), ...after];
  const columns = paths.flatMap((path) => resolveColumn(meta, doctypeId, path) ?? []);
  const isTaken = (label: LocalizedText) => columns.some((one) => !one.isSystem && one.label.fr === label.fr);
  // Many documents have a status of their own beside the one of the engine.
  return columns.map((one) => (one.path === "docstatus" && isTaken(one.label) ? { ...one, label: LIFE_CYCLE } : one));
}

/** Is it read as a figure? A rating is read as stars. */
export function isNumeric(field: Field): boolean {
  return looksLike(field, "figure");
}

/** What a list must ask of the server to show these columns: their values, the titles of links, and what amounts are in. */
export function readsOf(
  meta: MetaAnswer,
  columns: readonly ColumnSpec[],
): { readonly fields: readonly string[]; readonly expand: readonly string[] } {
  const currencies = columns.flatMap((column) => currencyColumn(meta, column) ?? []);
  const read = new Map([...columns, ...currencies].map((column) => [column.path, column]));
  const links = [...read.values()].filter(({ field }) => field.type === "link" || field.type === "dynamic_link");
  return { fields: [...read.keys()], expand: links.map(({ path }) => path) };
}

/** The field beside an amount that says its currency; undefined where it is the organization's. */
export function currencyColumn(meta: MetaAnswer, { path, field, doctype }: ColumnSpec): ColumnSpec | undefined {
  const name = "currency" in field ? field.currency : undefined;
  // Rows know the currency of their document from that document.
  if (!name || name.startsWith("doc.")) return undefined;
  const column = resolveColumn(meta, doctype, name);
  return column && { ...column, path: siblingPath(path, name) };
}

/** `customer.credit` and `currency_code` → `customer.currency_code`. */
export const siblingPath = (path: string, name: string): string => path.slice(0, path.lastIndexOf(".") + 1) + name;

/** The choice whose colour tells how a document stands: the workflow's field, else one called status, else the life cycle. */
export function statusPath(meta: MetaAnswer, doctype: MetaDoctype): string | undefined {
  const workflow = meta.workflows[doctype.id];
  if (workflow && doctype.fields[workflow.field]) return workflow.field;
  const status = doctype.fields["status"];
  if (status && (status.type === "choice" || (status.type === "computed" && status.result === "choice")))
    return "status";
  return doctype.lifecycle === "submittable" ? "docstatus" : undefined;
}
