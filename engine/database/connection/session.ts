import type { Writable } from "node:stream";
import type pg from "pg";
import { fail } from "../../kernel/index.ts";
import { quoteIdent, type Sql } from "../sql.ts";
import type { Connection, OrganizationRef } from "../types.ts";
import { readAnswers, type WireConnection } from "./answer-reader.ts";
import {
  CommandQuery,
  type Heard,
  type LeanQuery,
  type PreparedStatement,
  RowsQuery,
  TextQuery,
} from "./lean-query.ts";
import { mapDatabaseError } from "./map-database-error.ts";
import { isStalePlan, sqlState } from "./sql-state.ts";

/** Schema of statements that belong to no organization. */
export const PLATFORM_SCHEMA = "platform";
/** Schema of extensions, on every search path. */
export const EXTENSIONS_SCHEMA = "extensions";

/** A statement that is sent, and what it answers once it is done. */
type StatementQuery<T> = LeanQuery & { readonly result: T };
/** Makes one, as it is prepared if it has a name. */
type MakeQuery<T> = (statement: Sql, prepared: PreparedStatement | null, heard: Heard) => StatementQuery<T>;

const asRows: MakeQuery<Record<string, unknown>[]> = (statement, prepared, heard) =>
  new RowsQuery(statement, prepared, heard);
const asText: MakeQuery<string | null> = (statement, prepared, heard) =>
  new TextQuery(statement, prepared?.name, heard);

interface PreparedByDriver {
  readonly parsedStatements: Record<string, string>;
}

/** Statements kept prepared per connection; each costs the server some tens of kilobytes. */
const PREPARED_MAX = 1_000;

/**
 * Set once per connection: what we read must not depend on the server's own preferences. Parallel workers cost more to start than
 * our statements take, and one report must not take everybody's processors.
 */
const FIXED_SETTINGS: Readonly<Record<string, string>> = {
  timezone: "UTC",
  datestyle: "ISO, YMD",
  intervalstyle: "iso_8601",
  standard_conforming_strings: "on",
  statement_timeout: "60s",
  max_parallel_workers_per_gather: "0",
};

/**
 * One pooled connection and what it remembers: whose role it has, which statements it has prepared. A statement is prepared per
 * schema, because the same text means other tables under another search path.
 */
export class Session implements Connection {
  readonly client: pg.PoolClient;
  #schema: string | null = null;
  readonly #prepared = new Map<string, PreparedStatement>();
  #preparedCount = 0;
  #isCorked = false;
  #isForsaken = false;

  /** Of a client that is connected. */
  constructor(client: pg.PoolClient) {
    this.client = client;
    readAnswers((client as unknown as { readonly connection: WireConnection }).connection);
  }

  /** Takes on the organization's role and search path: a round trip, where the connection had others; null where it had not. */
  enter(organization: OrganizationRef | null): Promise<void> | null {
    const schema = organization?.schema ?? PLATFORM_SCHEMA;
    return schema === this.#schema ? null : this.#takeOn(organization, schema);
  }

  async #takeOn(organization: OrganizationRef | null, schema: string): Promise<void> {
    const settings = {
      ...(this.#schema === null ? FIXED_SETTINGS : {}),
      role: organization?.schema ?? "none",
      search_path: `${quoteIdent(schema)}, ${EXTENSIONS_SCHEMA}`,
    };
    this.#schema = null;
    const names = Object.keys(settings);
    const calls = names.map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, false)`);
    const taking = { text: `select ${calls.join(", ")}`, values: Object.entries(settings).flat() };
    await this.#ask(taking, null, asRows).catch((error) => {
      // invalid_parameter_value: there is no such role.
      if (sqlState(error) === "22023") fail("ORGANIZATION_SCHEMA_MISSING", { schema }, { cause: error });
      throw mapDatabaseError(error);
    });
    this.#schema = schema;
  }

  query<R = Record<string, unknown>>(statement: Sql): Promise<R[]> {
    return this.#run(statement, asRows) as Promise<R[]>;
  }

  queryText(statement: Sql): Promise<string | null> {
    return this.#run(statement, asText);
  }

  /** Sends BEGIN, COMMIT and their kin by the simple protocol; returns what the server says it did, e.g. "COMMIT". */
  command(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const query = new CommandQuery(text, (error) => (error ? reject(mapDatabaseError(error)) : resolve(query.done)));
      this.#send(query);
    });
  }

  /** Number of its process on the server. */
  get process(): number {
    return (this.client as unknown as { readonly processID: number }).processID;
  }

  /** Nobody shall use it any more: what it is told to stop may be stopped late. */
  forsake(): void {
    this.#isForsaken = true;
  }

  /** True when no transaction is open and the next user finds the connection as a new one. */
  get isClean(): boolean {
    return !this.#isForsaken && this.client.getTransactionStatus() === "I";
  }

  /** One promise from asking to the answer: a statement is sent with every request. */
  #run<T>(statement: Sql, make: MakeQuery<T>): Promise<T> {
    const prepared = statement.name === undefined ? null : this.#prepare(statement.name);
    return this.#ask(statement, prepared, make, (error) => this.#afterFailure(statement, prepared, make, error));
  }

  #ask<T>(
    statement: Sql,
    prepared: PreparedStatement | null,
    make: MakeQuery<T>,
    failed: (error: Error) => Promise<T> = (error) => Promise.reject(error),
  ): Promise<T> {
    return new Promise((resolve) => {
      const query = make(statement, prepared, (error) => resolve(error ? failed(error) : query.result));
      this.#send(query);
    });
  }

  /** A statement whose plan is stale is prepared anew, unless its transaction has failed with it. */
  async #afterFailure<T>(
    statement: Sql,
    prepared: PreparedStatement | null,
    make: MakeQuery<T>,
    error: Error,
  ): Promise<T> {
    if (!prepared || !isStalePlan(error)) throw mapDatabaseError(error);
    this.#prepared.delete(this.#keyOf(statement.name!));
    if (!this.isClean) throw mapDatabaseError(error);
    return this.#run(statement, make);
  }

  #send(query: LeanQuery): void {
    this.#cork();
    this.client.query(query as unknown as pg.Submittable);
  }

  /** Statements sent without waiting in between travel in one packet. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    const { stream } = (this.client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      stream.uncork();
    });
  }

  #keyOf(name: string): string {
    return `${this.#schema} ${name}`;
  }

  /** The statement as it is prepared on this connection; the least recently used one gives way when there are too many. */
  #prepare(name: string): PreparedStatement {
    const key = this.#keyOf(name);
    const known = this.#prepared.get(key);
    const used = known ?? { name: `s${++this.#preparedCount}`, columns: null };
    if (known) this.#prepared.delete(key);
    else if (this.#prepared.size >= PREPARED_MAX) this.#forgetOldest();
    this.#prepared.set(key, used);
    return used;
  }

  /** Not waited for: what is sent next is served after it. */
  #forgetOldest(): void {
    const [key, { name }] = this.#prepared.entries().next().value!;
    this.#prepared.delete(key);
    // The driver remembers the text of every name for good unless told otherwise; names are never used again.
    const { parsedStatements } = (this.client as unknown as { readonly connection: PreparedByDriver }).connection;
    delete parsedStatements[name];
    if (this.client.getTransactionStatus() !== "E") this.command(`deallocate "${name}"`).catch(() => undefined);
  }
}
