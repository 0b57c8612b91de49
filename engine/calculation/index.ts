export { checkValues, type Judged } from "./checks/check-values.ts";
export { type ConditionAnswer, evaluateConditions } from "./checks/evaluate-conditions.ts";
export { type ComputeByFunction, callFunction, lineEnvironments } from "./computing/call-function.ts";
export type { Follows } from "./computing/compute-pass.ts";
export {
  type ComputedValues,
  type ComputeRequest,
  computeInPortions,
  computeValues,
} from "./computing/compute-values.ts";
export { followersOf } from "./computing/default-sources.ts";
export {
  createEnvironmentFactory,
  type EnvironmentFactory,
  type EnvironmentParts,
  type Surroundings,
} from "./computing/environment-factory.ts";
export { mayCompute } from "./computing/may-compute.ts";
export { rowsOf, storedRow } from "./computing/rows-of.ts";
export type * from "./document.ts";
export { type FieldIndex, fieldIndex } from "./fields/field-index.ts";
export { labelParams, suggestionParams } from "./fields/label-params.ts";
export { layoutOf } from "./fields/layout.ts";
export { isUnique, keyFields, lookupFields } from "./fields/lookup-fields.ts";
export * from "./fields/system-fields.ts";
export { changedSystemValues, newSystemValues } from "./fields/system-values.ts";
export { type FieldPlace, walkFields } from "./fields/walk-fields.ts";
export { organizationCurrencyPath, readTextPath } from "./links/currency-path.ts";
export { type DocumentView, documentView } from "./links/document-view.ts";
export {
  askedToo,
  collectLinkIds,
  type LinkedDocuments,
  type LinkedRecord,
  type LinkIds,
  type LinkTarget,
  linkedRecord,
  linkTarget,
  type RecordsById,
} from "./links/linked-documents.ts";
export {
  type Doctypes,
  type LinkPlan,
  planComputing,
  planReads,
  planWrite,
  type ReadPaths,
} from "./links/plan-links.ts";
export { jsonOf } from "./values/json-of.ts";
export { type FieldLimits, fieldLimits } from "./values/parse/field-limits.ts";
export { isStorableText } from "./values/parse/parse-text.ts";
export { type DecimalSign, decimalSignIn, readNumberText } from "./values/parse/read-number-text.ts";
export { keepsBlanks } from "./values/parse/without-blanks.ts";
export { parseField } from "./values/parse-field.ts";
export { valuesEqual } from "./values/values-equal.ts";
