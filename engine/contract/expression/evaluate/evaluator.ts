import type { Value } from "../types.ts";
import type { Run } from "./run.ts";

/** A compiled node. */
export type Evaluator = (run: Run) => Value;
