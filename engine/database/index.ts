export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./embedded/start-embedded-postgres.ts";
export { ident, joinSql, prepared, quoteIdent, quoteLiteral, rawSql, type Sql, sql, statementName } from "./sql.ts";
export type {
  Connection,
  Database,
  OrganizationRef,
  Subscription,
  Transaction,
  TransactionOptions,
} from "./types.ts";
