import type { LocalizedText } from "../../../kernel/index.ts";
import type { FunctionImporter, Named } from "../../types/index.ts";
import type { Sight } from "../../visible/sight.ts";
import { parseEffect } from "./parse-effect.ts";

export interface MetaImporter extends FunctionImporter {
  readonly id: string;
  readonly label: LocalizedText;
  readonly description: LocalizedText | null;
}

export interface ShownImporters {
  /** Functions that turn a file into documents, where the person may do what they do. */
  readonly importers: Named<MetaImporter>;
}

/** Importers whose effects the person has the rights for: whoever may not make what it makes gains nothing from it. */
export function visibleImporters(sight: Sight): ShownImporters {
  const visible = new Map<string, MetaImporter>();
  for (const { id, label, description = null, importer, effects = [] } of sight.artefacts.functions.values()) {
    if (!importer || !effects.every((effect) => mayDo(sight, effect))) continue;
    visible.set(id, { id, label, description, ...importer });
  }
  return { importers: Object.fromEntries(visible) };
}

function mayDo(sight: Sight, effect: string): boolean {
  const { verb, doctype } = parseEffect(effect);
  return sight.can(doctype, verb);
}
