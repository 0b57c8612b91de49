import { visibleDoctypes } from "../../../../engine/contract/index.ts";
import type { Field, Named } from "../../../../engine/contract/types/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { compileOver } from "./compile-form-model.ts";
import { rowsOf } from "./form-rows.ts";
import type { FormModel, FormValues } from "./types.ts";

/**
 * The form of one stored document. Metadata tells what somebody reads in any document; the answer leaves out what he does not read
 * in this one. Its form is compiled without that: it is not empty, and is neither judged nor typed, and what is computed from it
 * stays as it is stored until the server tells it.
 */
export function modelOfDocument(meta: MetaAnswer, model: FormModel, stored: FormValues | null): FormModel {
  if (stored === null) return model;
  const ofDocuments = found.get(model) ?? new WeakMap<FormValues, FormModel>();
  found.set(model, ofDocuments);
  // Asked at every key: found once for each answer.
  const made = ofDocuments.get(stored) ?? modelUpTo(meta, model, levelShown(model, stored));
  ofDocuments.set(stored, made);
  return made;
}

function modelUpTo(meta: MetaAnswer, model: FormModel, level: number): FormModel {
  const hidden = hiddenAbove(model, level);
  if (hidden.size === 0) return model;
  const byLevel = known.get(model) ?? new Map<number, FormModel>();
  known.set(model, byLevel);
  const made = byLevel.get(level) ?? compileWithout(meta, model, { level, hidden });
  byLevel.set(level, made);
  return made;
}

const found = new WeakMap<FormModel, WeakMap<FormValues, FormModel>>();
const known = new WeakMap<FormModel, Map<number, FormModel>>();

const levelOf = ({ level = 0 }: Field): number => level;

/** The fields of a document and of its rows, with the level each takes and the record it stands in; none where no row is there. */
function placesIn({ doctype, tables }: FormModel, stored: FormValues) {
  const header = Object.entries(doctype.fields).map(([id, field]) => ({
    id,
    field,
    level: levelOf(field),
    record: stored as FormValues | undefined,
  }));
  const columns = Object.entries(tables).flatMap(([table, { fields }]) => {
    const least = levelOf(doctype.fields[table]!);
    const record: FormValues | undefined = rowsOf(stored, table)[0];
    return Object.entries(fields).map(([id, field]) => ({
      id,
      field,
      level: Math.max(least, levelOf(field)),
      record,
    }));
  });
  return [...header, ...columns];
}

/** Rows are read at the level of their document. Level 0 is read in each; secrets are read back nowhere. */
function levelShown(model: FormModel, stored: FormValues): number {
  const missing = placesIn(model, stored).filter(
    ({ id, field, level, record }) => level > 0 && field.type !== "secret" && record && record[id] === undefined,
  );
  return Math.min(...missing.map(({ level }) => level)) - 1;
}

function hiddenAbove({ doctype, tables }: FormModel, level: number): ReadonlySet<string> {
  const above = (fields: Named<Field>, prefix: string) =>
    Object.entries(fields).flatMap(([id, field]) => (levelOf(field) > level ? [prefix + id] : []));
  const columns = Object.entries(tables).flatMap(([table, { fields }]) => above(fields, `${table}/`));
  return new Set([...above(doctype.fields, ""), ...columns]);
}

interface Sight {
  readonly level: number;
  readonly hidden: ReadonlySet<string>;
}

function compileWithout(meta: MetaAnswer, model: FormModel, { level, hidden }: Sight): FormModel {
  const doctype = upTo(model.doctype, level);
  const children = Object.values(model.tables).map((child) => upTo(child, level));
  const doctypes = { ...meta.doctypes, ...Object.fromEntries([doctype, ...children].map((one) => [one.id, one])) };
  const made = compileOver(visibleDoctypes(Object.values(doctypes)), { doctypes }, doctype);
  const isRead = [...hidden].some((place) => {
    const [field = "", column] = place.split("/");
    return model.reads.has(column === undefined ? field : `.${column}`) || model.reads.has(`.${field}`);
  });
  return { ...made, hidden, needsServer: model.needsServer || made.needsServer || isRead };
}

/** The doctype as the metadata would tell it to somebody who reads no further than this level. */
function upTo(doctype: MetaDoctype, level: number): MetaDoctype {
  const fields = Object.fromEntries(Object.entries(doctype.fields).filter(([, field]) => levelOf(field) <= level));
  const { properties = {}, required = [] } = doctype.schema as PublishedSchema;
  const schema = {
    ...doctype.schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([id]) => id in fields)),
    required: required.filter((id) => id in fields),
  };
  return { ...doctype, fields, schema };
}

interface PublishedSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}
