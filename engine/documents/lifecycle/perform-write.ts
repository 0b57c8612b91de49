import type { Connection, Database, Sql, Transaction } from "../../database/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import type { Document, RequestContext } from "../types.ts";
import type { Engine } from "./engine.ts";
import { type Claim, inTransaction, type Outcome } from "./in-transaction.ts";
import { StaleDocument } from "./stale-document.ts";

/** A write with everything read, computed and checked. */
export interface PreparedWrite {
  /** Writes it, inside a transaction. */
  readonly finish: (tx: Transaction) => Promise<Document>;
  /** The same as one statement, which is a transaction by itself; null when more than one is needed. */
  readonly alone: ((connection: Connection, readBack: Sql | null) => Promise<Written>) | null;
}

/** A document as written and, where it was read back along with the write, as its principal reads it. */
export interface Written {
  readonly document: Document;
  readonly asRead: string | null;
}

export interface Write {
  readonly claim: Claim | null;
  /** Must what is read be locked, or written before? Then BEGIN comes first. */
  readonly isLocking: boolean;
  readonly prepare: (connection: Connection) => Promise<PreparedWrite>;
  /** Reads the document as its principal sees it; sent along with a write of one statement, so that it costs no waiting. */
  readonly readBack: Sql | null;
}

const ATTEMPTS_MAX = 3;

/**
 * Prepares a write and carries it out in as short a transaction as it allows: reading and computing come before BEGIN,
 * and a write that is one statement needs no BEGIN at all. What was read may be outdated by then; the statement that
 * writes looks at the version and refuses.
 */
export async function performWrite(engine: Engine, ctx: RequestContext, write: Write): Promise<Outcome<Written>> {
  if (write.claim || write.isLocking || isNested(ctx.db)) return writeWithin(engine, ctx, write);
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeUnclaimed(engine, ctx, write);
    } catch (error) {
      if (error instanceof StaleDocument && error.mayBeLink) {
        engine.memories.forget(ctx.organization);
        return writeWithin(engine, ctx, write);
      }
      const isPassing = isPerfexError(error) && error.code === "DATABASE_CONFLICT";
      if (!isPassing || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}

/** Prepared and written inside one transaction, where nothing is taken from memory. */
const writeWithin = (engine: Engine, ctx: RequestContext, { claim, prepare }: Write): Promise<Outcome<Written>> =>
  inTransaction(engine, ctx, claim, async (tx) => notRead(await (await prepare(tx)).finish(tx)));

const notRead = (document: Document): Written => ({ document, asRead: null });

async function writeUnclaimed(
  engine: Engine,
  ctx: RequestContext,
  { prepare, readBack }: Write,
): Promise<Outcome<Written>> {
  const prepared = await ctx.db.read(ctx.organization, async (connection) => {
    const step = await prepare(connection);
    return step.alone ? { result: await knownOutcome(step.alone(connection, readBack)) } : step;
  });
  if (!("result" in prepared))
    return inTransaction(engine, ctx, null, async (tx) => notRead(await prepared.finish(tx)));
  engine.ports.wakeOutbox?.(ctx.organization);
  return prepared;
}

/** A connection lost under a statement that writes leaves open whether it took place: that is no plain failure. */
async function knownOutcome(writing: Promise<Written>): Promise<Written> {
  try {
    return await writing;
  } catch (error) {
    if (isPerfexError(error) && error.code === "DATABASE_UNREACHABLE")
      fail("DATABASE_OUTCOME_UNKNOWN", {}, { cause: error });
    throw error;
  }
}

const NESTED = new WeakSet<Database>();
/** Is this one open transaction rather than a pool of connections? */
export const isNested = (db: Database): boolean => NESTED.has(db);

/** A database whose transactions are savepoints of one that is open: several documents, each all or nothing, in one commit. */
export function nestedDatabase(db: Database, tx: Transaction): Database {
  const nested: Database = {
    url: db.url,
    listen: db.listen.bind(db),
    notify: db.notify.bind(db),
    close: db.close.bind(db),
    read: (_organization, work) => work(tx),
    transaction: (_organization, work) => tx.savepoint(work),
  };
  NESTED.add(nested);
  return nested;
}
