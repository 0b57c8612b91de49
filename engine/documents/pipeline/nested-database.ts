import type { Database, Transaction } from "../../database/index.ts";

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
