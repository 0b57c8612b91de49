import { mustExist } from "../../../kernel/index.ts";
import { namedByPath } from "../../computations/named-by-path.ts";
import { fieldAtPath } from "../../metadata/field-at-path.ts";
import type { MetadataFile } from "../../metadata/metadata-file.ts";
import { type MetadataModel, metadataModel } from "../../metadata/metadata-model.ts";
import { createScopes, type Scopes } from "../../scopes/scopes.ts";
import { checkSlots } from "../../slots/check-slots.ts";
import type { ExpressionSlot } from "../../slots/expression-slot.ts";
import type { Doctype } from "../../types/index.ts";
import { type DoctypePart, doctypeParts } from "./doctype-parts.ts";
import { doctypeSlots } from "./doctype-slots.ts";
import { resolveDoctype } from "./resolve-doctype.ts";
import type { ResolvedDoctype } from "./resolved-doctype.ts";

/** A doctype as far as a person may see it. */
export type VisibleDoctype = Doctype & { readonly module: string };

/** The doctypes a person may see, each resolved when it is first asked for. */
export interface VisibleDoctypes {
  get(id: string): ResolvedDoctype | undefined;
  /** Are some of its values computed from what the person may not see? Those are left to the server. */
  isPartial(id: string): boolean;
}

interface Resolved {
  readonly doctype: ResolvedDoctype;
  readonly isPartial: boolean;
}

/** Resolves and compiles doctypes from what a person may see of them: the very expressions that run on the server. */
export function visibleDoctypes(doctypes: readonly VisibleDoctype[]): VisibleDoctypes {
  const model = metadataModel(doctypes.map(fileOf));
  const scopes = createScopes(model);
  const known = new Map<string, Resolved | null>();
  const resolved = (id: string): Resolved | null => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const made = model.get("doctype", id) ? resolveVisible(id, model, scopes) : null;
    known.set(id, made);
    return made;
  };
  return {
    get: (id) => resolved(id)?.doctype,
    isPartial: (id) => resolved(id)?.isPartial ?? false,
  };
}

function fileOf(json: VisibleDoctype): MetadataFile {
  const { id, module } = json;
  const key = `${module}/doctypes/${id}`;
  return { key, kind: "doctype", module, id, path: key, json };
}

function resolveVisible(id: string, model: MetadataModel, scopes: Scopes): Resolved {
  const artefact = mustExist(model.get("doctype", id), id);
  const file = mustExist(model.fileOf("doctype", id), id);
  const parts = artefact.kind === "child" ? [] : doctypeParts(file, artefact, model);
  const { expressions, findings } = checkSlots(parts.flatMap((part) => slotsInMemory(part, model, scopes)));
  const doctype = resolveDoctype({ artefact, file }, { model, scopes, expressions, series: new Map() });
  // A rule the screen cannot judge is judged by the server when the document is saved.
  const isHidden = findings.some(({ pointer }) => !pointer.startsWith("/rules/"));
  return { doctype, isPartial: isHidden || lacksDerivation(doctype) || hidesCurrency(artefact, parts, model) };
}

/** Expressions that run over a document at hand; titles, filters and computed fields run in the database. */
function slotsInMemory({ doctype, file, use }: DoctypePart, model: MetadataModel, scopes: Scopes): ExpressionSlot[] {
  const slots = doctypeSlots({ artefact: doctype, file }, { model, scopes });
  return slots.filter(({ sql, form, key }) => !sql && form === "expression" && key.endsWith(`@${use}`));
}

function lacksDerivation({ fieldList, compiled }: ResolvedDoctype): boolean {
  const derived = new Set(compiled.computations.map((step) => (step.kind === "derive" ? step.table : "")));
  return fieldList.some((field) => field.type === "table" && field.derive !== undefined && !derived.has(field.id));
}

/** Amounts are rounded to their currency: without its code nobody can tell to how many decimals. */
function hidesCurrency(header: Doctype, parts: readonly DoctypePart[], model: MetadataModel): boolean {
  return parts.some(({ doctype: own }) =>
    Object.values(own.fields).some((field) => {
      const path = field.type === "money" ? namedByPath(field.currency, { own, header }, model) : null;
      if (!path) return false;
      const [first, ...rest] = path;
      return first === "doc" ? !fieldAtPath(model, header, rest) : !fieldAtPath(model, own, path);
    }),
  );
}
