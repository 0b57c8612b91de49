import type { Writable } from "node:stream";
import type pg from "pg";
import { fail } from "../../kernel/index.ts";
import { quoteIdent, type Sql } from "../sql.ts";
import type { Connection, OrganizationRef } from "../types.ts";
import { readAnswers, type WireConnection } from "./answer-reader.ts";
import { CommandQuery, type PreparedStatement, RowsQuery, TextQuery } from "./lean-query.ts";
import { mapDatabaseError } from "./map-database-error.ts";
import { isStalePlan, sqlState } from "./sql-state.ts";

/** Schema of statements that belong to no organization. */
export const PLATFORM_SCHEMA = "platform";
/** Schema of extensions, on every search path. */
export const EXTENSIONS_SCHEMA = "extensions";

/** Sends a statement, as it is prepared if it has a name. */
type Send<T> = (statement: Sql, prepared: PreparedStatement | null) => Promise<T>;

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
  readonly client: pg.Client;
  /** When it was given back last. */
  idleSince = 0;
  #schema: string | null = null;
  readonly #prepared = new Map<string, PreparedStatement>();
  #preparedCount = 0;
  #isCorked = false;
  #isForsaken = false;

  /** Of a client that is connected. */
  constructor(client: pg.Client) {
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
    await this.#rows(taking, null).catch((error) => {
      // invalid_parameter_value: there is no such role.
      if (sqlState(error) === "22023") fail("ORGANIZATION_SCHEMA_MISSING", { schema }, { cause: error });
      throw mapDatabaseError(error);
    });
    this.#schema = schema;
  }

  async query<R = Record<string, unknown>>(statement: Sql): Promise<R[]> {
    return (await this.#run(statement, this.#rows)) as R[];
  }

  async queryText(statement: Sql): Promise<string | null> {
    return await this.#run(statement, this.#text);
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

  async #run<T>(statement: Sql, send: Send<T>): Promise<T> {
    const prepared = statement.name === undefined ? null : this.#prepare(statement.name);
    try {
      return await send(statement, prepared);
    } catch (error) {
      if (!prepared || !isStalePlan(error)) throw mapDatabaseError(error);
      this.#prepared.delete(this.#keyOf(statement.name!));
      if (!this.isClean) throw mapDatabaseError(error);
      return await this.#run(statement, send);
    }
  }

  readonly #rows: Send<Record<string, unknown>[]> = (statement, prepared) =>
    new Promise((resolve, reject) => {
      const query = new RowsQuery(statement, prepared, (error) => (error ? reject(error) : resolve(query.found)));
      this.#send(query);
    });

  readonly #text: Send<string | null> = (statement, prepared) =>
    new Promise((resolve, reject) => {
      const done = (error: Error | null) => (error ? reject(error) : resolve(query.answer ?? null));
      const query = new TextQuery(statement, prepared?.name, done);
      this.#send(query);
    });

  #send(query: CommandQuery | RowsQuery | TextQuery): void {
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
