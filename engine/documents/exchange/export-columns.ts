import { fieldIndex } from "../../calculation/index.ts";
import { columnLabels, type Field, type LabelledPath, type View } from "../../contract/index.ts";
import { type LocalizedText, localize } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { ExportRequest, RequestContext } from "../types.ts";
import { keyColumn } from "./key-column.ts";
import { pathFields } from "./path-fields.ts";
import { shownColumns } from "./shown-columns.ts";
import { withCurrencies } from "./with-currencies.ts";

/** One column of an export. */
export interface ExportColumn {
  /** Name in the rows: a field id, or a path. */
  readonly path: string;
  readonly label: string;
  /** Null for what is written as the text it is. */
  readonly field: Field | null;
  /** What is written in place of a value. */
  readonly words: Readonly<Record<string, string>> | null;
  /** Time zone in which instants are written; ISO in UTC without one. */
  readonly timeZone: string | null;
}

/** A column as it was asked for, and where its value is read. */
export interface AskedColumn extends LabelledPath {
  readonly read: string;
  readonly field: Field | null;
}

interface Wanted {
  readonly purpose: NonNullable<ExportRequest["purpose"]>;
  readonly fields: readonly string[] | undefined;
  readonly labels: View["labels"];
}

/** The fields asked for, or all the principal reads. What is to be imported again has the id first, and keys. */
export function exportColumns(ctx: RequestContext, doctype: ResolvedDoctype, wanted: Wanted): readonly ExportColumn[] {
  const { byId } = fieldIndex(doctype);
  const names = new Set(wanted.fields ?? [...(doctype.number ? ["number"] : []), ...byId.keys()]);
  const columns = wanted.purpose === "import" ? keyed(ctx, doctype, names) : shown(ctx, doctype, names);
  // A heading that reads like a field of the doctype would be taken for it when the file comes back.
  const ownLabels = [...byId.values()].map(({ label }) => label);
  const headings = columnLabels(columns, wanted.labels, ownLabels);
  return columns.map(({ field, read }, index) => ({
    path: read,
    label: localize(headings[index]!, ctx.principal.language),
    field,
    ...(wanted.purpose === "import" ? PLAIN : { words: wordsOf(ctx, field), timeZone: ctx.clock.timeZone }),
  }));
}

const PLAIN = { words: null, timeZone: null } as const;

const keyed = (ctx: RequestContext, doctype: ResolvedDoctype, names: ReadonlySet<string>): readonly AskedColumn[] =>
  [...new Set(["id", ...names])].flatMap((path) => exportColumn(ctx, doctype, path, keyColumn));

const shown = (ctx: RequestContext, doctype: ResolvedDoctype, names: ReadonlySet<string>): readonly AskedColumn[] =>
  withCurrencies(
    ctx,
    doctype,
    [...names].flatMap((path) => exportColumn(ctx, doctype, path, shownColumns)),
  );

/** How the field at the end of a path is written. */
export type WriteField = (ctx: RequestContext, place: FieldPlace) => readonly AskedColumn[];

export interface FieldPlace {
  readonly path: string;
  readonly steps: readonly LocalizedText[];
  readonly field: Field;
  readonly isOwn: boolean;
}

function exportColumn(ctx: RequestContext, doctype: ResolvedDoctype, path: string, write: WriteField) {
  const fields = pathFields(ctx.registry, doctype, path.split("."));
  const field = fields.at(-1);
  // The query refuses what does not exist or may not be read.
  if (!field) return [{ path, read: path, steps: [{ fr: path, en: path }], field: null }];
  const own = fieldIndex(doctype).byId.get(path);
  if ((own?.level ?? 0) > ctx.access.highestReadLevel(doctype.id)) return [];
  const steps = fields.map(({ label }) => label);
  return write(ctx, { path, steps, field, isOwn: own !== undefined });
}

/** Labels of choices in the reader's language. */
function wordsOf({ principal }: RequestContext, field: Field | null): ExportColumn["words"] {
  if (field?.type !== "choice" && field?.type !== "multi_choice") return null;
  const options = Object.entries(field.options);
  return Object.fromEntries(options.map(([id, { label }]) => [id, localize(label, principal.language)]));
}
