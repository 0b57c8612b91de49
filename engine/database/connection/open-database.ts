import { assertWanted } from "../../kernel/threads/index.ts";
import { sql } from "../sql.ts";
import type { Connection, Database, OrganizationRef, Subscription, Transaction, TransactionOptions } from "../types.ts";
import { Listener } from "./listener.ts";
import { runTransaction } from "./run-transaction.ts";
import { assertServerVersion } from "./server-version.ts";
import type { Session } from "./session.ts";
import { SessionPool } from "./session-pool.ts";
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
  readonly isNested = false;
  readonly #pool: SessionPool;
  readonly #listener: Listener;

  constructor({ url, poolSize = 10, acquire_timeout_ms = 10_000 }: DatabaseOptions) {
    this.url = url;
    this.#listener = new Listener(url);
    this.#pool = new SessionPool({ url, size: poolSize, acquire_timeout_ms });
  }

  read<T>(
    organization: OrganizationRef | null,
    work: (connection: Connection) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return signal ? this.#readWhileWanted(organization, work, signal) : this.#withSession(organization, work);
  }

  async #readWhileWanted<T>(
    organization: OrganizationRef | null,
    work: (connection: Connection) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    assertWanted(signal);
    return await this.#withSession(organization, (session) => whileWanted(this.url, session, signal, work));
  }

  transaction<T>(
    organization: OrganizationRef | null,
    work: (tx: Transaction) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    return runTransaction((org, use) => this.#withSession(org, use), organization, work, options);
  }

  async listen(channel: string, receive: (payload: string) => void, afterGap = () => {}): Promise<Subscription> {
    return await this.#listener.listen(channel, receive, afterGap);
  }

  async notify(channel: string, payload: string): Promise<void> {
    await this.read(null, (connection) => connection.query(sql`select pg_notify(${channel}, ${payload})`));
  }

  async close(): Promise<void> {
    await Promise.all([this.#listener.close(), this.#pool.end()]);
  }

  /** Lends a connection that has taken on the organization's role. */
  async #withSession<T>(organization: OrganizationRef | null, use: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.#pool.acquire();
    try {
      const entering = session.enter(organization);
      if (entering) await entering;
      return await use(session);
    } finally {
      this.#pool.release(session);
    }
  }
}
