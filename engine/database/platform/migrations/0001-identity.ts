import { DataTypes, literal, type ModelAttributeColumnOptions, type QueryInterface, type Transaction } from "sequelize";
import { PLATFORM_SCHEMA } from "../../connection/session.ts";
import type { PlatformMigration } from "../platform-migration.ts";

type ColumnType = ModelAttributeColumnOptions["type"];
type Columns = Readonly<Record<string, ModelAttributeColumnOptions>>;

const { TEXT, UUID, BOOLEAN, DATE, BLOB, JSONB } = DataTypes;
const key = (type: ColumnType) => ({ type, primaryKey: true });
const required = (type: ColumnType) => ({ type, allowNull: false });
const optional = (type: ColumnType) => ({ type, allowNull: true });
const withDefault = (type: ColumnType, value: unknown) => ({ ...required(type), defaultValue: value });
const now = () => withDefault(DATE, literal("now()"));
const table = (tableName: string) => ({ schema: PLATFORM_SCHEMA, tableName });
const references = (tableName: string) => ({ references: { model: table(tableName), key: "id" } });
/** Goes when what it belongs to goes. */
const partOf = (tableName: string) => ({ ...required(UUID), ...references(tableName), onDelete: "CASCADE" });

/** People, their organizations and roles, their sessions, and the mails sent to them. */
const TABLES: Readonly<Record<string, Columns>> = {
  users: {
    id: key(UUID),
    email: required(TEXT),
    email_key: { ...required(TEXT), unique: true },
    name: required(TEXT),
    password_hash: required(TEXT),
    language: required(TEXT),
    theme: withDefault(TEXT, "system"),
    is_active: withDefault(BOOLEAN, true),
    created_at: now(),
  },
  organizations: {
    id: key(UUID),
    slug: { ...required(TEXT), unique: true },
    schema: { ...required(TEXT), unique: true },
    name: required(TEXT),
    status: required(TEXT),
    created_at: now(),
    created_by: { ...optional(UUID), ...references("users") },
  },
  memberships: {
    organization: { ...partOf("organizations"), primaryKey: true },
    user_id: { ...partOf("users"), primaryKey: true },
    roles: required(DataTypes.ARRAY(TEXT)),
    is_active: withDefault(BOOLEAN, true),
    joined_at: now(),
  },
  invitations: {
    organization: { ...partOf("organizations"), primaryKey: true },
    email: required(TEXT),
    email_key: key(TEXT),
    roles: required(DataTypes.ARRAY(TEXT)),
    invited_by: { ...optional(UUID), ...references("users") },
    created_at: now(),
  },
  sessions: {
    id: key(UUID),
    user_id: partOf("users"),
    created_at: now(),
    last_used_at: now(),
    expires_at: required(DATE),
    ended_at: optional(DATE),
    ended_why: optional(TEXT),
    user_agent: optional(TEXT),
    address: optional(TEXT),
  },
  refresh_tokens: { hash: key(BLOB), session: partOf("sessions"), created_at: now(), used_at: optional(DATE) },
  mail_links: {
    hash: key(BLOB),
    purpose: required(TEXT),
    email_key: required(TEXT),
    payload: required(JSONB),
    created_at: now(),
    expires_at: required(DATE),
  },
  mails: {
    id: key(UUID),
    recipient: required(TEXT),
    kind: required(TEXT),
    subject: required(TEXT),
    body: required(TEXT),
    created_at: now(),
    sent_at: optional(DATE),
  },
  secrets: { name: key(TEXT), value: required(BLOB), created_at: now() },
};

/** [table, column, values it may have] */
const CHOICES: readonly (readonly [string, string, readonly string[]])[] = [
  ["users", "language", ["fr", "en"]],
  ["users", "theme", ["light", "dark", "system"]],
  ["organizations", "status", ["creating", "active", "inactive"]],
  ["mail_links", "purpose", ["verify", "reset"]],
];

export const identityMigration: PlatformMigration = {
  version: 1,
  proof: "users",
  async up(queryInterface, transaction) {
    for (const [name, columns] of Object.entries(TABLES)) {
      await queryInterface.createTable(table(name), { ...columns }, { transaction });
    }
    for (const [name, column, values] of CHOICES) {
      const constraint = { type: "check" as const, name: `${name}_${column}_check`, fields: [column] };
      await queryInterface.addConstraint(table(name), { ...constraint, where: { [column]: [...values] }, transaction });
    }
    await addIndexes(queryInterface, transaction);
  },
};

async function addIndexes(queryInterface: QueryInterface, transaction: Transaction): Promise<void> {
  const add = (name: string, fields: string[], where?: Record<string, null>) =>
    queryInterface.addIndex(table(name), { fields, name: `${name}_${fields.join("_")}`, where, transaction });
  await add("memberships", ["user_id"]);
  await add("sessions", ["user_id"], { ended_at: null });
  await add("refresh_tokens", ["session"]);
  await add("mail_links", ["email_key"]);
}
