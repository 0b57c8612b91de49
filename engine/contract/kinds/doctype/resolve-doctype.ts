import { mustExist } from "../../../kernel/index.ts";
import { namedByPath } from "../../computations/named-by-path.ts";
import { doctypeJsonSchema } from "../../json-schema/doctype-json-schema.ts";
import type { MetadataFile } from "../../metadata/metadata-file.ts";
import type { FiledArtefact } from "../../metadata/metadata-model.ts";
import type { Scopes } from "../../scopes/scopes.ts";
import type { Doctype, Field } from "../../types/index.ts";
import { type CheckedMetadata, compileDoctype } from "./compile-doctype.ts";
import type { CompiledDoctype } from "./compiled-doctype.ts";
import type { ResolvedDoctype, ResolvedField } from "./resolved-doctype.ts";

/** Looked-through metadata with the types its expressions see. */
export interface ScopedMetadata extends CheckedMetadata {
  readonly scopes: Scopes;
}

/** What runs over a child doctype's rows belongs to the document that uses it. */
const NOTHING_COMPILED: CompiledDoctype = {
  computations: [],
  rules: [],
  conditions: [],
  linkFilters: [],
  computed: {},
  title: null,
  number: null,
  linkPaths: [],
  settingPaths: [],
};

/** A doctype with its table, compiled expressions and JSON Schema. */
export function resolveDoctype(
  { artefact, file }: FiledArtefact<"doctype">,
  analysis: ScopedMetadata,
): ResolvedDoctype {
  return artefact.kind === "child"
    ? resolveChild(artefact, file, null, analysis)
    : resolveDocument(artefact, file, analysis);
}

function resolveDocument(declared: Doctype, file: MetadataFile, analysis: ScopedMetadata): ResolvedDoctype {
  const doctype = withStateReadOnly(declared, analysis);
  return {
    ...doctype,
    module: file.module,
    table: doctype.id,
    usedBy: null,
    fieldList: resolveFields(doctype, doctype, analysis),
    compiled: compileDoctype(file, doctype, analysis),
    jsonSchema: doctypeJsonSchema(doctype, analysis.model),
    scope: analysis.scopes.document(doctype.id),
  };
}

/** The field a workflow holds its state in is moved by transitions alone: nothing that shows or asks for values offers to type it. */
function withStateReadOnly(doctype: Doctype, { model }: ScopedMetadata): Doctype {
  const workflow = model.all("workflow").find(({ artefact }) => artefact.doctype === doctype.id)?.artefact;
  const field = workflow && doctype.fields[workflow.field];
  if (!field) return doctype;
  return { ...doctype, fields: { ...doctype.fields, [workflow.field]: { ...field, read_only: true } } };
}

/** A table field's use of a child doctype: the header document and the field. */
interface Use {
  readonly header: Doctype;
  readonly field: string;
}

function resolveChild(child: Doctype, file: MetadataFile, use: Use | null, analysis: ScopedMetadata): ResolvedDoctype {
  const header = use?.header ?? child;
  return {
    ...child,
    module: file.module,
    table: use ? `${use.header.id}__${use.field}` : child.id,
    usedBy: use ? { doctype: use.header.id, field: use.field } : null,
    fieldList: resolveFields(child, header, analysis),
    compiled: NOTHING_COMPILED,
    jsonSchema: doctypeJsonSchema(child, analysis.model),
    scope: use ? analysis.scopes.row({ doctype: use.header.id, child: child.id }) : analysis.scopes.document(child.id),
  };
}

function resolveFields(own: Doctype, header: Doctype, analysis: ScopedMetadata): ResolvedField[] {
  return Object.entries(own.fields).map(([id, field]) => resolveField(id, field, own, header, analysis));
}

function resolveField(
  id: string,
  field: Field,
  own: Doctype,
  header: Doctype,
  analysis: ScopedMetadata,
): ResolvedField {
  const { model } = analysis;
  switch (field.type) {
    case "money":
      return { ...field, id, currencyPath: namedByPath(field.currency, { own, header }, model) };
    case "quantity":
      return { ...field, id, unitPath: namedByPath(field.unit, { own, header }, model) };
    case "table": {
      const child = mustExist(model.get("doctype", field.of), field.of);
      const file = mustExist(model.fileOf("doctype", field.of), field.of);
      return { ...field, id, child: resolveChild(child, file, { header: own, field: id }, analysis) };
    }
    default:
      return { ...field, id };
  }
}
