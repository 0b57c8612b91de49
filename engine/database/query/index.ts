export { columnType } from "./column-type.ts";
export { compileGetQuery, compileReadLevelQuery, compileWrittenQuery } from "./compile-get.ts";
export { compileLinkPathsQuery } from "./compile-link-paths.ts";
export { compileListQuery } from "./compile-list.ts";
// Parts the reports are compiled with.
export { currencyDecimalsSql, organizationCurrencySql } from "./currency-decimals-sql.ts";
export { type ExpressionRows, expressionSql } from "./expression-sql.ts";
export { instantSql, instantText, plainJsonSql } from "./json-columns.ts";
export type { Slot } from "./parameters.ts";
export { QueryContext } from "./query-context.ts";
export { readableScope } from "./readable-scope.ts";
export { doctypeShape, fieldShapeColumn, type RowShape, type ShapeColumn } from "./row-shape.ts";
export { RowSource } from "./row-source.ts";
export { foldText } from "./search-terms.ts";
export { systemReadAccess } from "./system-read-access.ts";
export { titleSql } from "./title-sql.ts";
export * from "./types.ts";
