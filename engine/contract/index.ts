export { analyzeMetadata, checkNames, type MetadataAnalysis } from "./analyze-metadata.ts";
export type * from "./calls/compiled-call.ts";
export { collectPaths, type PathOrigin } from "./compile/collect-paths.ts";
export {
  type CompiledExpression,
  expressionAt,
  expressionsAt,
  requiredExpressionAt,
} from "./compile/compile-expression-at.ts";
export { type ComputationNode, computationOrder } from "./computations/computation-order.ts";
export { CODE_FIELD, type FieldPlace, namedByPath } from "./computations/named-by-path.ts";
export * from "./expression/index.ts";
export { expressionType } from "./fields/expression-type.ts";
export { type FieldTrait, hasTrait } from "./fields/field-traits.ts";
export { formerOptions } from "./fields/former-options.ts";
export { scaleOf } from "./fields/number-fields.ts";
export { type FieldOf, type PerFieldType, perFieldType } from "./fields/per-field-type.ts";
export { API_PLACES, ENGINE_TABLE_IDS } from "./fields/reserved-ids.ts";
export {
  DOCSTATUS_FIELD,
  SYSTEM_COLUMNS,
  type SystemColumn,
  type SystemValues,
  systemColumns,
} from "./fields/system-columns.ts";
export { LEVEL_MAX, SYSTEM_FIELD_DEFINITIONS, systemFields } from "./fields/system-fields.ts";
export { type Finding, type FindingOptions, finding } from "./finding.ts";
export { doctypeJsonSchema } from "./json-schema/doctype-json-schema.ts";
export { fieldJsonSchema, isComputed, mustBeSent } from "./json-schema/field-json-schema.ts";
export { isJsonObject, type JsonObject, type JsonValue } from "./json-value.ts";
export type * from "./kinds/all-kinds.ts";
export { ALL_KINDS, KINDS, REGISTRY_KINDS } from "./kinds/all-kinds.ts";
export type * from "./kinds/conversion/resolved-conversion.ts";
export type * from "./kinds/doctype/compiled-doctype.ts";
export { computesValue } from "./kinds/doctype/compiled-doctype.ts";
export { tableUseName } from "./kinds/doctype/doctype-slots.ts";
export type * from "./kinds/doctype/resolved-doctype.ts";
export type { MetaDoctype } from "./kinds/doctype/shown-doctypes.ts";
export type { MetaRights } from "./kinds/doctype/shown-rights.ts";
export { type VisibleDoctype, type VisibleDoctypes, visibleDoctypes } from "./kinds/doctype/visible-doctypes.ts";
export { parseEffect } from "./kinds/function/parse-effect.ts";
export type { MetaImporter } from "./kinds/function/visible-importers.ts";
export type { Kind } from "./kinds/kind.ts";
export * from "./kinds/ledger/ledger-tables.ts";
export type { MetaLedger } from "./kinds/ledger/visible-ledgers.ts";
export type * from "./kinds/posting/resolved-posting.ts";
export type * from "./kinds/print/resolved-print.ts";
export type { MetaReport } from "./kinds/report/visible-reports.ts";
export type * from "./kinds/role/resolved-role.ts";
export type { MetaRole } from "./kinds/role/visible-roles.ts";
export type { TemplateHelper } from "./kinds/template/template-helpers.ts";
export { type MergedTexts, mergeTexts } from "./kinds/translations/merge-texts.ts";
export type * from "./kinds/workflow/resolved-workflow.ts";
export { applyMergePatch } from "./layers/apply-merge-patch.ts";
export { diffMetadata, type MetadataChange } from "./layers/diff-metadata.ts";
export { columnLabels, type LabelledPath } from "./metadata/column-labels.ts";
export { fieldAtPath, type PathEnd } from "./metadata/field-at-path.ts";
export type { FileKey, FilePlace, MetadataFile, MetadataFiles, MetadataLayer } from "./metadata/metadata-file.ts";
export {
  type Filed,
  type FiledArtefact,
  type MetadataModel,
  metadataModel,
  type TableUse,
} from "./metadata/metadata-model.ts";
export { isOwnFile, parseFileKey, placeOf } from "./metadata/parse-file-key.ts";
export { fromPointer, toPointer } from "./pointer.ts";
export { allReferences } from "./references/all-references.ts";
export { computingFunctions } from "./references/computing-functions.ts";
export { expressionMentions, type FieldMention } from "./references/expression-mentions.ts";
export type { Reference } from "./references/reference.ts";
export { ORGANIZATION_DOCTYPE } from "./scopes/record-fields.ts";
export { createScopes, rootRecord, type Scopes } from "./scopes/scopes.ts";
export { slotKey } from "./slots/expression-slot.ts";
export { suggest } from "./suggest.ts";
export * from "./types/index.ts";
export { showMetadata, shownSchemas } from "./visible/show-metadata.ts";
export type { Sight } from "./visible/sight.ts";
