export { compileCountQuery } from "./compile-count.ts";
export { compileGetQuery } from "./compile-get.ts";
export { compileGroupQuery } from "./compile-group.ts";
export { compileLinkPathsQuery } from "./compile-link-paths.ts";
export { compileListQuery } from "./compile-list.ts";
export { foldText } from "./search-terms.ts";
export { systemReadAccess } from "./system-read-access.ts";
export * from "./types.ts";
