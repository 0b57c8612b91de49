import pg from "pg";
import { PerfexError } from "../../kernel/index.ts";
import { Session } from "./session.ts";

export interface PoolOptions {
  readonly url: string;
  /** Most connections open at once. */
  readonly size: number;
  /** Longest wait for a free or new connection. */
  readonly acquire_timeout_ms: number;
}

/** Somebody who wants a connection. */
interface Waiting {
  readonly resolve: (session: Session) => void;
  readonly reject: (error: Error) => void;
  /** Is one being opened for him? Else he waits for one to become free. */
  isServed: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** A connection nobody used between two looks is closed. */
const LOOK_MS = 60_000;
const CLOSED = "the pool is closed";

/**
 * Connections that are lent. One that is free is lent at once, without a promise, a timer and listeners of its own for each
 * time, as the driver's pool has them: 15 µs of each request.
 */
export class SessionPool {
  readonly #options: PoolOptions;
  /** The one used last is lent first. */
  readonly #free: Session[] = [];
  readonly #open = new Set<Session>();
  readonly #unused = new Set<Session>();
  readonly #waiting: Waiting[] = [];
  #opening = 0;
  #looking: NodeJS.Timeout | null = null;
  #closing: Promise<void> | null = null;
  #closed: (() => void) | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Raises DATABASE_BUSY when none becomes free in time; what opening one raises stays as it is. */
  acquire(): Session | Promise<Session> {
    const session = this.#free.pop();
    if (!session)
      return new Promise((resolve, reject) => this.#wait({ resolve, reject, isServed: false, timer: undefined }));
    this.#unused.delete(session);
    return session;
  }

  /** One that is not as clean as new is thrown away. */
  release(session: Session): void {
    if (this.#closing || session.isLost || !session.isClean) this.#discard(session);
    else this.#handOn(session);
  }

  /** Waits for what is lent. */
  close(): Promise<void> {
    if (this.#closing) return this.#closing;
    this.#closing = new Promise((resolve) => {
      this.#closed = resolve;
    });
    if (this.#looking) clearInterval(this.#looking);
    for (const waiting of this.#waiting.splice(0)) this.#refuse(waiting, new Error(CLOSED));
    for (const session of this.#free.splice(0)) this.#discard(session);
    this.#finish();
    return this.#closing;
  }

  #wait(waiting: Waiting): void {
    if (this.#closing) {
      waiting.reject(new Error(CLOSED));
      return;
    }
    this.#waiting.push(waiting);
    if (this.#hasRoom) this.#openFor(waiting);
    // One that does not open in the same time has said so before.
    const giveUp = () => this.#refuse(waiting, new PerfexError("DATABASE_BUSY"));
    waiting.timer = setTimeout(giveUp, this.#options.acquire_timeout_ms);
  }

  get #hasRoom(): boolean {
    return this.#open.size + this.#opening < this.#options.size;
  }

  /** Whoever waits longest gets it. */
  #openFor(waiting: Waiting): void {
    waiting.isServed = true;
    const { url, acquire_timeout_ms } = this.#options;
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: acquire_timeout_ms,
      keepAlive: true,
      application_name: "perfex",
      pipeline: true,
    });
    const session = new Session(client, () => this.#lose(session));
    this.#opening += 1;
    client.connect().then(
      () => {
        this.#opening -= 1;
        this.#open.add(session);
        this.release(session);
      },
      (error: Error) => {
        this.#opening -= 1;
        client.end().catch(() => undefined);
        this.#refuse(waiting, error);
        this.#openForNext();
      },
    );
  }

  /** There is room again: for the first of those nothing is opened for. */
  #openForNext(): void {
    const next = this.#waiting.find(({ isServed }) => !isServed);
    if (next && this.#hasRoom) this.#openFor(next);
    this.#finish();
  }

  #handOn(session: Session): void {
    const waiting = this.#waiting.shift();
    if (waiting) {
      clearTimeout(waiting.timer);
      waiting.resolve(session);
    } else {
      this.#free.push(session);
      this.#looking ??= setInterval(() => this.#look(), LOOK_MS).unref();
    }
  }

  #look(): void {
    for (const session of this.#unused) this.#lose(session);
    for (const session of this.#free) this.#unused.add(session);
  }

  #refuse(waiting: Waiting, error: Error): void {
    const place = this.#waiting.indexOf(waiting);
    if (place >= 0) this.#waiting.splice(place, 1);
    clearTimeout(waiting.timer);
    waiting.reject(error);
  }

  /** A free one that broke, or that nobody needs; one that is lent is thrown away when it comes back. */
  #lose(session: Session): void {
    const place = this.#free.indexOf(session);
    if (place < 0) return;
    this.#free.splice(place, 1);
    this.#discard(session);
  }

  #discard(session: Session): void {
    this.#unused.delete(session);
    session.client
      .end()
      .catch(() => undefined)
      .finally(() => {
        this.#open.delete(session);
        this.#openForNext();
      });
  }

  #finish(): void {
    if (this.#closing && this.#open.size === 0 && this.#opening === 0) this.#closed?.();
  }
}
