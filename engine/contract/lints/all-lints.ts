import { formulaCycle } from "./formula-cycle.ts";
import type { Lint } from "./lint.ts";

/** Every rule, in the order findings are reported. */
export const ALL_LINTS: readonly Lint[] = [formulaCycle];
