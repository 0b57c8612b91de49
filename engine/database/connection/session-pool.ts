import pg from "pg";
import { PerfexError } from "../../kernel/index.ts";
import { mapDatabaseError } from "./map-database-error.ts";
import { Session } from "./session.ts";
import { typeParsers } from "./type-parsers.ts";

export interface PoolOptions {
  readonly url: string;
  /** Most connections open at once. */
  readonly size: number;
  /** Longest wait for a free or new connection. */
  readonly acquire_timeout_ms: number;
}

/** The driver's pool of connections, each with what it remembers, lent to one at a time. */
export class SessionPool {
  readonly #url: string;
  readonly #pool: pg.Pool;
  readonly #sessions = new WeakMap<pg.PoolClient, Session>();

  constructor({ url, size, acquire_timeout_ms }: PoolOptions) {
    this.#url = url;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: size,
      connectionTimeoutMillis: acquire_timeout_ms,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      application_name: "perfex",
      types: typeParsers,
      pipeline: true,
    });
    // A connection that breaks while idle leaves the pool by itself; whoever needs one next opens a new one.
    this.#pool.on("error", ignore);
    // A connection that breaks while in use fails the statement under way, which is where the error is dealt with.
    this.#pool.on("connect", (client) => client.on("error", ignore));
  }

  /** Raises DATABASE_BUSY, DATABASE_UNREACHABLE. */
  async acquire(): Promise<Session> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw notConnected(error, this.#url);
    });
    return this.#sessionOf(client);
  }

  /** One that is not as clean as new is thrown away. */
  release(session: Session): void {
    session.client.release(!session.isClean);
  }

  /** Lends no more; resolves when what is lent has come back. */
  async end(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end();
  }

  #sessionOf(client: pg.PoolClient): Session {
    const known = this.#sessions.get(client);
    if (known) return known;
    const session = new Session(client);
    this.#sessions.set(client, session);
    return session;
  }
}

function ignore(): void {}

function notConnected(error: unknown, url: string): PerfexError {
  if (isPoolExhausted(error)) return new PerfexError("DATABASE_BUSY", {}, { cause: error });
  const mapped = mapDatabaseError(error);
  if (mapped.code === "DATABASE_BUSY") return mapped;
  const params = { target: targetOf(url), reason: reasonOf(error) };
  return new PerfexError("DATABASE_UNREACHABLE", params, { cause: error });
}

/** The pool has no code for it, only this text. */
function isPoolExhausted(error: unknown): boolean {
  return error instanceof Error && error.message === "timeout exceeded when trying to connect";
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
