export { TIME_LIMIT_MS } from "./algorithm/algorithms.ts";
export { programFindings } from "./algorithm/program-findings.ts";
export { createFunctionRunner, type FunctionPorts } from "./function-runner.ts";
export { assertMayCall, findImporter, importersOf } from "./importers.ts";
export { createComputingFunctions } from "./in-process/computing-functions.ts";
export type * from "./types.ts";
