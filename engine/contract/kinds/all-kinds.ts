import { conversionKind } from "./conversion/conversion-kind.ts";
import { doctypeKind } from "./doctype/doctype-kind.ts";
import { formKind } from "./form/form-kind.ts";
import { functionKind } from "./function/function-kind.ts";
import type { Kind, KindShape } from "./kind.ts";
import { ledgerKind } from "./ledger/ledger-kind.ts";
import { moduleKind } from "./module/module-kind.ts";
import { postingKind } from "./posting/posting-kind.ts";
import { printKind } from "./print/print-kind.ts";
import { reportKind } from "./report/report-kind.ts";
import { roleKind } from "./role/role-kind.ts";
import { scenarioKind } from "./scenario/scenario-kind.ts";
import { templateKind } from "./template/template-kind.ts";
import { translationsKind } from "./translations/translations-kind.ts";
import { viewKind } from "./view/view-kind.ts";
import { workflowKind } from "./workflow/workflow-kind.ts";

/** Every kind of artefact, in the order of the reference. A new one is a folder here and a line in this list. */
export const KINDS = {
  module: moduleKind,
  doctype: doctypeKind,
  form: formKind,
  view: viewKind,
  ledger: ledgerKind,
  posting: postingKind,
  conversion: conversionKind,
  workflow: workflowKind,
  report: reportKind,
  print: printKind,
  template: templateKind,
  role: roleKind,
  function: functionKind,
  translations: translationsKind,
  scenario: scenarioKind,
} as const;

type Kinds = typeof KINDS;
type ShapeOf<K> = K extends Kind<infer Shape> ? Shape : never;

export type ArtefactKind = keyof Kinds;
/** Kind of artefact → its shape. */
export type ArtefactTypes = { readonly [K in ArtefactKind]: ShapeOf<Kinds[K]>["artefact"] };

/** Kinds that a registry holds. */
export type RegistryKind = {
  [K in ArtefactKind]: [ShapeOf<Kinds[K]>["resolved"]] extends [never] ? never : K;
}[ArtefactKind];
/** Kind → what a registry holds of it. */
export type ResolvedTypes = { readonly [K in RegistryKind]: ShapeOf<Kinds[K]>["resolved"] };
/** All artefacts of a registry by id, a map for each kind. */
export type ArtefactMaps = {
  readonly [K in RegistryKind as ShapeOf<Kinds[K]>["plural"]]: ReadonlyMap<string, ResolvedTypes[K]>;
};

/** Kind → what screens get of it. */
export type ShownTypes = { readonly [K in ArtefactKind]: ShapeOf<Kinds[K]>["shown"] };
type Merged<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
/** What screens get of all kinds. */
export type ShownMetadata = Merged<ShownTypes[ArtefactKind]>;

// Pure, so that a bundle that needs no list carries neither it nor the schemas.
/** The same as a list, for what is done with each. */
export const ALL_KINDS: readonly Kind<KindShape & { readonly id: ArtefactKind }>[] =
  /* @__PURE__ */ Object.values(KINDS);

/** Those that a registry holds. */
export const REGISTRY_KINDS = /* @__PURE__ */ ALL_KINDS.filter(({ compile }) => compile !== undefined);
