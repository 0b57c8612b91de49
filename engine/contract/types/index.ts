export * from "./action.ts";
export * from "./common.ts";
export type * from "./generated/metadata.ts";
export type * from "./unions.ts";

import type { Field } from "./generated/metadata.ts";

export type FieldType = Field["type"];
