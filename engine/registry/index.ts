export type {
  CompiledCondition,
  CompiledDerivation,
  CompiledDoctype,
  CompiledExpression,
  CompiledLinkFilter,
  CompiledNumber,
  CompiledRule,
  Computation,
  MetadataFile,
  MetadataFiles,
  MetadataLayer,
  ResolvedDoctype,
  ResolvedField,
  ResolvedMoneyField,
  ResolvedQuantityField,
  ResolvedTableField,
} from "../contract/index.ts";
export { checkFolder, type FolderCheck, type OwnMetadata } from "./check-folder.ts";
export { checkScenario } from "./check-scenario.ts";
export { createRegistryStore } from "./create-registry-store.ts";
export { diffLayers, type LayerChange, type LayersDifference } from "./diff-layers.ts";
export { assembleLayers, loadLayers } from "./load-layers.ts";
export { loadMetadata } from "./load-metadata.ts";
export { resolveRegistry } from "./resolve-registry.ts";
export type * from "./types.ts";
