export { mapDatabaseError } from "./connection/map-database-error.ts";
export { type DatabaseOptions, openDatabase } from "./connection/open-database.ts";
export { sqlState } from "./connection/sql-state.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./embedded/start-embedded-postgres.ts";
export { createOrganizationSchema } from "./organization/create-organization-schema.ts";
export { dropOrganizationSchema } from "./organization/drop-organization-schema.ts";
export { organizationSchemaName } from "./organization/organization-name.ts";
export * from "./query/index.ts";
export { ident, joinSql, prepared, quoteIdent, quoteLiteral, rawSql, type Sql, sql, statementName } from "./sql.ts";
export type {
  Connection,
  Database,
  OrganizationRef,
  Subscription,
  Transaction,
  TransactionOptions,
} from "./types.ts";
