import type { QueryInterface, Transaction } from "sequelize";

/** A step in the life of the platform's tables. Never changed once released: the next change is a new one. */
export interface PlatformMigration {
  readonly version: number;
  /** Table that proves the step was done before steps were counted. */
  readonly proof?: string;
  readonly up: (queryInterface: QueryInterface, transaction: Transaction) => Promise<void>;
}
