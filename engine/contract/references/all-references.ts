import type { MetadataModel } from "../metadata/metadata-model.ts";
import { doctypeReferences } from "./doctype-references.ts";
import { functionReferences } from "./function-references.ts";
import { conversionReferences, ledgerReferences, postingReferences, reportReferences } from "./ledger-references.ts";
import type { Reference } from "./reference.ts";
import {
  formReferences,
  moduleReferences,
  printReferences,
  roleReferences,
  viewReferences,
  workflowReferences,
} from "./screen-references.ts";

const remembered = new WeakMap<MetadataModel, readonly Reference[]>();

/** Every name in the metadata that must exist elsewhere, expressions apart. */
export function allReferences(model: MetadataModel): readonly Reference[] {
  const known = remembered.get(model) ?? collect(model);
  remembered.set(model, known);
  return known;
}

function collect(model: MetadataModel): readonly Reference[] {
  return [
    ...model.all("module").flatMap(moduleReferences),
    ...model.all("doctype").flatMap((filed) => doctypeReferences(filed, model)),
    ...model.all("form").flatMap((filed) => formReferences(filed, model)),
    ...model.all("view").flatMap(viewReferences),
    ...model.all("ledger").flatMap(ledgerReferences),
    ...model.all("posting").flatMap(postingReferences),
    ...model.all("conversion").flatMap((filed) => conversionReferences(filed, model)),
    ...model.all("workflow").flatMap(workflowReferences),
    ...model.all("report").flatMap(reportReferences),
    ...model.all("print").flatMap(printReferences),
    ...model.all("role").flatMap(roleReferences),
    ...model.all("function").flatMap((filed) => functionReferences(filed, model)),
  ];
}
