import type { Connection, Database, Transaction } from "../../database/index.ts";

/** A database that notes every statement sent through it, BEGIN and COMMIT included; `before` happens before a statement is sent. */
export function countingDatabase(
  db: Database,
  before?: (statement: string) => Promise<unknown> | undefined,
): { readonly db: Database; readonly statements: string[] } {
  const statements: string[] = [];
  const noting = <T extends Connection>(connection: T): T =>
    new Proxy(connection, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        if (name !== "query" && name !== "queryText" && name !== "withCommit") return member.bind(target);
        return (statement: { readonly text: string }, ...rest: unknown[]) => {
          statements.push(statement.text);
          const happening = before?.(statement.text);
          const send = () => member.call(target, statement, ...rest);
          return happening ? happening.then(send) : send();
        };
      },
    });
  const counting: Database = {
    url: db.url,
    isNested: db.isNested,
    read: (organization, work) => db.read(organization, (connection) => work(noting(connection))),
    transaction: (organization, work, options) =>
      db.transaction(
        organization,
        async (tx) => {
          statements.push("begin");
          const result = await work(noting<Transaction>(tx));
          statements.push("commit");
          return result;
        },
        options,
      ),
    listen: db.listen.bind(db),
    notify: db.notify.bind(db),
    close: db.close.bind(db),
  };
  return { db: counting, statements };
}
