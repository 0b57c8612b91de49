import { assert } from "../../kernel/index.ts";
import type { Sql } from "../sql.ts";
import type { OrganizationRef, Transaction } from "../types.ts";
import type { Session } from "./session.ts";

type AfterCommit = () => void | Promise<void>;

interface LastStatement {
  readonly statement: Sql;
  readonly hear: (rows: readonly Record<string, unknown>[]) => void;
}

/** A transaction under way. Refuses to be used after its end, when its connection may already serve somebody else. */
export class OpenTransaction implements Transaction {
  readonly organization: OrganizationRef | null;
  readonly #session: Session;
  readonly #afterCommits: AfterCommit[] = [];
  readonly #last: LastStatement[] = [];
  #depth = 0;
  #isOpen = true;

  constructor(session: Session, organization: OrganizationRef | null) {
    this.#session = session;
    this.organization = organization;
  }

  query<R = Record<string, unknown>>(statement: Sql): Promise<R[]> {
    return this.#isOpen ? this.#session.query<R>(statement) : this.#refuse();
  }

  queryText(statement: Sql): Promise<string | null> {
    return this.#isOpen ? this.#session.queryText(statement) : this.#refuse();
  }

  afterCommit(run: AfterCommit): void {
    this.#assertOpen();
    this.#afterCommits.push(run);
  }

  withCommit(statement: Sql, hear: LastStatement["hear"]): void {
    this.#assertOpen();
    this.#last.push({ statement, hear });
  }

  /**
   * Sends what is to go along with COMMIT or RELEASE (all, or what was scheduled from a place on) and the command behind it;
   * resolves with what the command did.
   */
  async finish(command: string, from = 0): Promise<string> {
    const last = this.#last.splice(from);
    const answers = last.map(({ statement }) => this.#session.query(statement));
    const done = this.#session.command(command);
    // Answers come in the order of the statements: the first that fails tells what is wrong.
    done.catch(() => undefined);
    for (const answer of answers) answer.catch(() => undefined);
    for (const [index, answer] of answers.entries()) last[index]!.hear(await answer);
    return done;
  }

  async savepoint<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.#assertOpen();
    const name = `level_${++this.#depth}`;
    const scheduledBefore = this.#afterCommits.length;
    const lastBefore = this.#last.length;
    await this.#session.command(`savepoint ${name}`);
    try {
      const result = await work(this);
      await this.finish(`release savepoint ${name}`, lastBefore);
      return result;
    } catch (error) {
      this.#afterCommits.length = scheduledBefore;
      this.#last.length = lastBefore;
      await this.#session.command(`rollback to savepoint ${name}`).catch(() => undefined);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** Closes the transaction to further use and hands over what is to run after the commit. */
  end(): readonly AfterCommit[] {
    this.#isOpen = false;
    return this.#afterCommits;
  }

  async #refuse(): Promise<never> {
    return this.#assertOpen() as never;
  }

  #assertOpen(): void {
    assert(this.#isOpen, "a transaction is not used after its end");
  }
}
