export type {
  CompiledCondition,
  CompiledDerivation,
  CompiledDoctype,
  CompiledExpression,
  CompiledLinkFilter,
  CompiledNumber,
  CompiledRule,
  Computation,
  FileKey,
  MetadataFile,
  MetadataFiles,
  MetadataLayer,
  ResolvedConversion,
  ResolvedDoctype,
  ResolvedField,
  ResolvedMoneyField,
  ResolvedPermission,
  ResolvedPosting,
  ResolvedPrint,
  ResolvedQuantityField,
  ResolvedTableField,
  ResolvedWorkflow,
} from "../contract/index.ts";
export { checkFolder, type FolderCheck, type OwnMetadata } from "./check-folder.ts";
export { checkScenario } from "./check-scenario.ts";
export { createRegistryStore } from "./create-registry-store.ts";
export { diffLayers, type LayerChange, type LayersDifference } from "./diff-layers.ts";
export { assembleLayers, loadLayers } from "./load-layers.ts";
export { loadMetadata } from "./load-metadata.ts";
export { locateFindings } from "./locate-findings.ts";
export { failInvalid, placeOfFinding, resolveRegistry } from "./resolve-registry.ts";
export type * from "./types.ts";
