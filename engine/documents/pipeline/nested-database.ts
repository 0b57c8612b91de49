import type { Database, Transaction } from "../../database/index.ts";

/** A database whose transactions are savepoints of one that is open: several documents, each all or nothing, in one commit. */
export const nestedDatabase = (db: Database, tx: Transaction): Database => ({
  url: db.url,
  isNested: true,
  listen: db.listen.bind(db),
  notify: db.notify.bind(db),
  close: db.close.bind(db),
  read: (_organization, work) => work(tx),
  transaction: (_organization, work) => tx.savepoint(work),
});
