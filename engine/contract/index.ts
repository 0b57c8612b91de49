export * from "./expression/index.ts";
export { type Finding, type FindingOptions, finding } from "./finding.ts";
export { fromPointer, toPointer } from "./pointer.ts";
export { suggest } from "./suggest.ts";
export * from "./types/index.ts";
