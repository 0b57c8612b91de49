export { createFunctionRunner, type FunctionRunner } from "./function-runner.ts";
export { createLimitedThread, type LimitedThread, type ThreadLimits } from "./limited-thread.ts";
