import { fieldIndex } from "../../calculation/index.ts";
import {
  columnLabels,
  type Field,
  hasTrait,
  type LabelledPath,
  SYSTEM_FIELD_DEFINITIONS,
  type View,
} from "../../contract/index.ts";
import { localize } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import { lookupFields } from "../linking/lookup-fields.ts";
import type { RequestContext } from "../types.ts";

/** One column of an export. */
export interface ExportColumn {
  /** Name in the rows: a field id, or a path to what names the linked document. */
  readonly path: string;
  readonly label: string;
  readonly field: Field | null;
}

/** The fields asked for, or all the principal reads; the id first, so that the file can be imported again. */
export function exportColumns(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  asked: readonly string[] | undefined,
  labels: View["labels"],
): readonly ExportColumn[] {
  const { byId } = fieldIndex(doctype);
  const names = asked ?? [...(doctype.number ? ["number"] : []), ...byId.keys()];
  const columns = ["id", ...new Set(names.filter((name) => name !== "id"))].flatMap(
    (name) => exportColumn(ctx, doctype, name) ?? [],
  );
  // A heading that reads like a field of the doctype would be taken for it when the file comes back.
  const ownLabels = [...byId.values()].map(({ label }) => label);
  const headings = columnLabels(columns, labels, ownLabels);
  return columns.map(({ field, read }, index) => ({
    path: read,
    label: localize(headings[index]!, ctx.principal.language),
    field,
  }));
}

/** A column as it was asked for, and where its value is read. */
interface AskedColumn extends LabelledPath {
  readonly read: string;
  readonly field: Field | null;
}

function exportColumn(ctx: RequestContext, doctype: ResolvedDoctype, path: string): AskedColumn | null {
  const steps = pathFields(ctx.registry, doctype, path.split("."));
  const field = steps.at(-1);
  // The query refuses what does not exist or may not be read.
  if (!field) return { path, read: path, steps: [{ fr: path, en: path }], field: null };
  const own = fieldIndex(doctype).byId.get(path);
  if (!hasTrait(field.type, "sheet") || (own?.level ?? 0) > ctx.access.readLevel(doctype.id)) return null;
  const read = own ? exportPath(ctx, ctx.registry, own) : path;
  return { path, read, steps: steps.map(({ label }) => label), field };
}

/** The fields of a path over links; empty when one does not exist. */
function pathFields(
  registry: Registry,
  doctype: ResolvedDoctype,
  [id = "", ...rest]: readonly string[],
): readonly Field[] {
  const field = fieldIndex(doctype).byId.get(id);
  const found = field ?? SYSTEM_FIELD_DEFINITIONS[id];
  if (!found || rest.length === 0) return found ? [found] : [];
  const further = field?.type === "link" ? pathFields(registry, registry.doctype(field.to), rest) : [];
  return further.length > 0 ? [found, ...further] : [];
}

/** A link is written as what an import finds the document by. */
function exportPath(ctx: RequestContext, registry: Registry, field: ResolvedField): string {
  if (field.type !== "link" || !ctx.access.can(field.to, "read")) return field.id;
  const [best] = lookupFields(registry.doctype(field.to));
  return best === undefined ? field.id : `${field.id}.${best}`;
}
