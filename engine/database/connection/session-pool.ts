import pg from "pg";
import { fail, PerfexError, type Soon } from "../../kernel/index.ts";
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

interface Waiting {
  readonly until: number;
  resolve(session: Soon<Session>): void;
  reject(error: unknown): void;
}

const IDLE_MS_MAX = 60_000;
const SWEEP_MS = 10_000;

/**
 * The connections, each lent to one at a time. One that is free is lent at once, without a timer and a promise of its own: the
 * driver's pool makes several of each, which cost as much as sending a statement.
 */
export class SessionPool {
  readonly #options: PoolOptions;
  readonly #open = new Set<Session>();
  /** The one used last is lent first, so that the others can be closed when they are not needed. */
  readonly #idle: Session[] = [];
  /** Only while all connections are lent. */
  readonly #waiting: Waiting[] = [];
  readonly #sweep = setInterval(() => this.#closeIdle(), SWEEP_MS).unref();
  #opening = 0;
  #refusal: NodeJS.Timeout | undefined;
  #ended: (() => void) | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Raises DATABASE_BUSY, DATABASE_UNREACHABLE. */
  acquire(): Soon<Session> {
    if (this.#ended) return fail("DATABASE_UNREACHABLE", { target: targetOf(this.#options.url), reason: "closed" });
    return this.#idle.pop() ?? (this.#hasRoom ? this.#connect() : this.#wait());
  }

  /** One that is not as clean as new is thrown away. */
  release(session: Session): void {
    const next = session.isClean ? this.#waiting.shift() : undefined;
    if (next) next.resolve(session);
    else if (this.#ended || !session.isClean) this.#discard(session);
    else this.#rest(session);
  }

  /** Lends no more; resolves when what is lent has come back. */
  async end(): Promise<void> {
    if (this.#ended) return;
    clearInterval(this.#sweep);
    await new Promise<void>((resolve) => {
      this.#ended = resolve;
      for (const session of [...this.#idle]) this.#discard(session);
      this.#tellIfEnded();
    });
  }

  #rest(session: Session): void {
    session.idleSince = Date.now();
    this.#idle.push(session);
  }

  get #hasRoom(): boolean {
    return this.#open.size + this.#opening < this.#options.size;
  }

  async #connect(): Promise<Session> {
    this.#opening += 1;
    try {
      const session = await openSession(this.#options);
      this.#open.add(session);
      this.#watch(session);
      return session;
    } catch (error) {
      throw notConnected(error, this.#options.url);
    } finally {
      this.#opening -= 1;
      this.#connectForWaiting();
      this.#tellIfEnded();
    }
  }

  /** A connection that breaks while idle leaves by itself; of one in use the statement under way fails, and it is not used again. */
  #watch(session: Session): void {
    const lost = () => {
      session.forsake();
      if (this.#idle.includes(session)) this.#discard(session);
    };
    session.client.on("error", lost);
    session.client.on("end", lost);
  }

  #discard(session: Session): void {
    if (!this.#open.delete(session)) return;
    const place = this.#idle.indexOf(session);
    if (place >= 0) this.#idle.splice(place, 1);
    session.client.end().catch(() => undefined);
    this.#connectForWaiting();
    this.#tellIfEnded();
  }

  #connectForWaiting(): void {
    if (this.#waiting.length > 0 && this.#hasRoom) this.#waiting.shift()!.resolve(this.#connect());
  }

  #wait(): Promise<Session> {
    const until = Date.now() + this.#options.acquire_timeout_ms;
    this.#refusal ??= this.#refuseAt(until);
    return new Promise((resolve, reject) => this.#waiting.push({ until, resolve, reject }));
  }

  /** One timer for all who wait: the first has waited longest. */
  #refuseAt(until: number): NodeJS.Timeout {
    const refuse = () => {
      while ((this.#waiting[0]?.until ?? Number.POSITIVE_INFINITY) <= Date.now()) {
        this.#waiting.shift()!.reject(new PerfexError("DATABASE_BUSY"));
      }
      const [first] = this.#waiting;
      this.#refusal = first && this.#refuseAt(first.until);
    };
    return setTimeout(refuse, until - Date.now());
  }

  #closeIdle(): void {
    const since = Date.now() - IDLE_MS_MAX;
    for (const session of this.#idle.filter(({ idleSince }) => idleSince < since)) this.#discard(session);
  }

  #tellIfEnded(): void {
    if (!this.#ended || this.#open.size + this.#opening > 0) return;
    clearTimeout(this.#refusal);
    this.#ended();
  }
}

async function openSession({ url, acquire_timeout_ms }: PoolOptions): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: acquire_timeout_ms,
    keepAlive: true,
    application_name: "perfex",
    types: typeParsers,
    pipeline: true,
  });
  // What breaks a connection fails the statement under way, which is where it is dealt with.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return new Session(client);
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
}

function notConnected(error: unknown, url: string): PerfexError {
  const mapped = mapDatabaseError(error);
  if (mapped.code === "DATABASE_BUSY") return mapped;
  const params = { target: targetOf(url), reason: reasonOf(error) };
  return new PerfexError("DATABASE_UNREACHABLE", params, { cause: error });
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
