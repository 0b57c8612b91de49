import type { Field } from "../../../../engine/contract/types/index.ts";

/** Is its value given by people? What is computed follows. */
export const isTyped = (field: Field): boolean =>
  field.formula === undefined && field.type !== "computed" && !(field.type === "table" && field.derive);
