import { mustExist } from "../../../kernel/index.ts";
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
import type { MetaDoctype } from "./shown-doctypes.ts";

/** A doctype as far as a person may see it. */
export type VisibleDoctype = Doctype & Pick<MetaDoctype, "module" | "is_partial">;

/** The doctypes a person may see, each resolved when it is first asked for. */
export interface VisibleDoctypes {
  get(id: string): ResolvedDoctype | undefined;
  /** Are some of its values computed from what the person may not see? Those are left to the server. */
  isPartial(id: string): boolean;
}

/** Resolves and compiles doctypes from what a person may see of them: the very expressions that run on the server. */
export function visibleDoctypes(doctypes: readonly VisibleDoctype[]): VisibleDoctypes {
  const model = metadataModel(doctypes.map(fileOf));
  const scopes = createScopes(model);
  const partial = new Set(doctypes.flatMap(({ id, is_partial }) => (is_partial ? [id] : [])));
  const known = new Map<string, ResolvedDoctype | null>();
  const resolved = (id: string): ResolvedDoctype | null => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const made = model.get("doctype", id) ? resolveVisible(id, model, scopes) : null;
    known.set(id, made);
    return made;
  };
  return {
    get: (id) => resolved(id) ?? undefined,
    isPartial: (id) => partial.has(id),
  };
}

function fileOf(json: VisibleDoctype): MetadataFile {
  const { id, module } = json;
  const key = `${module}/doctypes/${id}`;
  return { key, kind: "doctype", module, id, path: key, json };
}

function resolveVisible(id: string, model: MetadataModel, scopes: Scopes): ResolvedDoctype {
  const artefact = mustExist(model.get("doctype", id), id);
  const file = mustExist(model.fileOf("doctype", id), id);
  const parts = artefact.kind === "child" ? [] : doctypeParts(file, artefact, model);
  const { expressions } = checkSlots(parts.flatMap((part) => slotsInMemory(part, model, scopes)));
  return resolveDoctype({ artefact, file }, { model, scopes, expressions, series: new Map() });
}

/** Expressions that run over a document at hand; titles, filters and computed fields run in the database. */
function slotsInMemory({ doctype, file, use }: DoctypePart, model: MetadataModel, scopes: Scopes): ExpressionSlot[] {
  const slots = doctypeSlots({ artefact: doctype, file }, { model, scopes });
  return slots.filter(({ sql, form, key }) => !sql && form === "expression" && key.endsWith(`@${use}`));
}
