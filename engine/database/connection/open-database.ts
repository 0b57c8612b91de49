import pg from "pg";
import { PerfexError } from "../../kernel/index.ts";
import { assertWanted } from "../../kernel/threads/index.ts";
import { sql } from "../sql.ts";
import type { Connection, Database, OrganizationRef, Subscription, Transaction, TransactionOptions } from "../types.ts";
import { Listener } from "./listener.ts";
import { mapDatabaseError } from "./map-database-error.ts";
import { runTransaction } from "./run-transaction.ts";
import { assertServerVersion } from "./server-version.ts";
import { Session } from "./session.ts";
import { typeParsers } from "./type-parsers.ts";
import { whileWanted } from "./while-wanted.ts";

export interface DatabaseOptions {
  readonly url: string;
  /** Most connections open at once; 10 unless told. One more waits for notifications. */
  readonly poolSize?: number;
  /** Longest wait for a free or new connection, in milliseconds; 10,000 unless told. */
  readonly acquire_timeout_ms?: number;
}

/** Opens the pool and checks the server. Raises DATABASE_UNREACHABLE, DATABASE_VERSION_UNSUPPORTED. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const database = new PooledDatabase(options);
  try {
    await database.read(null, assertServerVersion);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

class PooledDatabase implements Database {
  readonly url: string;
  readonly #pool: pg.Pool;
  readonly #listener: Listener;
  readonly #sessions = new WeakMap<pg.PoolClient, Session>();

  constructor({ url, poolSize = 10, acquire_timeout_ms = 10_000 }: DatabaseOptions) {
    this.url = url;
    this.#listener = new Listener(url);
    this.#pool = new pg.Pool({
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: acquire_timeout_ms,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      application_name: "perfex",
      types: typeParsers,
      pipeline: true,
    });
    // A connection that breaks while idle leaves the pool by itself; whoever needs one next opens a new one.
    this.#pool.on("error", () => undefined);
    // A connection that breaks while in use fails the statement under way, which is where the error is dealt with.
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  async read<T>(
    organization: OrganizationRef | null,
    work: (connection: Connection) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    if (!signal) return await this.#withSession(organization, work);
    assertWanted(signal);
    return await this.#withSession(organization, (session) => whileWanted(this.url, session, signal, work));
  }

  async transaction<T>(
    organization: OrganizationRef | null,
    work: (tx: Transaction) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    return await runTransaction((org, use) => this.#withSession(org, use), organization, work, options);
  }

  async listen(channel: string, receive: (payload: string) => void, afterGap = () => {}): Promise<Subscription> {
    return await this.#listener.listen(channel, receive, afterGap);
  }

  async notify(channel: string, payload: string): Promise<void> {
    await this.read(null, (connection) => connection.query(sql`select pg_notify(${channel}, ${payload})`));
  }

  async close(): Promise<void> {
    await Promise.all([this.#listener.close(), this.#pool.ended ? undefined : this.#pool.end()]);
  }

  /** Lends a connection that has taken on the organization's role. One that is not as clean as new afterwards is thrown away. */
  async #withSession<T>(organization: OrganizationRef | null, use: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.#acquire();
    const session = this.#sessionOf(client);
    try {
      const entering = session.enter(organization);
      if (entering) await entering;
      return await use(session);
    } finally {
      client.release(!session.isClean);
    }
  }

  #sessionOf(client: pg.PoolClient): Session {
    const known = this.#sessions.get(client);
    if (known) return known;
    const session = new Session(client);
    this.#sessions.set(client, session);
    return session;
  }

  async #acquire(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      const mapped = mapDatabaseError(error);
      if (mapped.code === "DATABASE_BUSY") throw mapped;
      throw new PerfexError(
        "DATABASE_UNREACHABLE",
        { target: targetOf(this.url), reason: reasonOf(error) },
        { cause: error },
      );
    }
  }
}

/** Host, port and database: never the password. */
function targetOf(url: string): string {
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : "DATABASE_URL";
}

/** Connecting to a name with several addresses fails with all their errors at once and an empty message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
