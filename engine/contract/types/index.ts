export * from "./artefacts.ts";
export * from "./common.ts";
export * from "./doctype.ts";
export * from "./field.ts";
export * from "./scenario.ts";
