export { blameStatement, isSchemaChanged } from "./connection/blame-statement.ts";
export { isReachable } from "./connection/is-reachable.ts";
export { mapDatabaseError } from "./connection/map-database-error.ts";
export { type DatabaseOptions, openDatabase } from "./connection/open-database.ts";
export { runAfterCommits } from "./connection/run-transaction.ts";
export { sqlState } from "./connection/sql-state.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./embedded/start-embedded-postgres.ts";
export { inlineTarget } from "./inline-target.ts";
export { createOrganizationSchema } from "./organization/create-organization-schema.ts";
export { dropOrganizationSchema } from "./organization/drop-organization-schema.ts";
export { upgradeEngineTables } from "./organization/migrate-engine-tables.ts";
export { organizationSchemaName } from "./organization/organization-name.ts";
export { migratePlatform } from "./platform/migrate-platform.ts";
export * from "./query/index.ts";
export { type AppliedPlan, type ApplyOptions, applyPlan, previewPlan } from "./schema/apply-plan.ts";
export { desiredSchema } from "./schema/desired-schema.ts";
export { columnType } from "./schema/field-columns.ts";
export { loadRevision, revisionHash, type StoredRevision } from "./schema/metadata-revision.ts";
export { planSchema } from "./schema/plan/plan-schema.ts";
export { readCatalog } from "./schema/read-catalog.ts";
export type { DoctypeShape, FieldShape, SchemaSource } from "./schema/schema-source.ts";
export type { Catalog, Plan, PlanStep, PlanStepKind, Refusal } from "./schema/types.ts";
export {
  fragment,
  ident,
  joinSql,
  prepared,
  quoteIdent,
  quoteLiteral,
  rawSql,
  rowOf,
  type Sql,
  sql,
  statementName,
} from "./sql.ts";
export type {
  Connection,
  Database,
  OrganizationRef,
  Subscription,
  Transaction,
  TransactionOptions,
} from "./types.ts";
