import { assert } from "../../kernel/index.ts";
import type { Sql } from "../sql.ts";
import type { OrganizationRef, Transaction } from "../types.ts";
import type { Session } from "./session.ts";

type AfterCommit = () => void | Promise<void>;

/** A transaction under way. Refuses to be used after its end, when its connection may already serve somebody else. */
export class OpenTransaction implements Transaction {
  readonly organization: OrganizationRef | null;
  readonly #session: Session;
  readonly #afterCommits: AfterCommit[] = [];
  #depth = 0;
  #isOpen = true;

  constructor(session: Session, organization: OrganizationRef | null) {
    this.#session = session;
    this.organization = organization;
  }

  async query<R = Record<string, unknown>>(statement: Sql): Promise<R[]> {
    this.#assertOpen();
    return await this.#session.query<R>(statement);
  }

  async queryText(statement: Sql): Promise<string | null> {
    this.#assertOpen();
    return await this.#session.queryText(statement);
  }

  afterCommit(run: AfterCommit): void {
    this.#assertOpen();
    this.#afterCommits.push(run);
  }

  async savepoint<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.#assertOpen();
    const name = `level_${++this.#depth}`;
    const scheduledBefore = this.#afterCommits.length;
    await this.#session.command(`savepoint ${name}`);
    try {
      const result = await work(this);
      await this.#session.command(`release savepoint ${name}`);
      return result;
    } catch (error) {
      this.#afterCommits.length = scheduledBefore;
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

  #assertOpen(): void {
    assert(this.#isOpen, "a transaction is not used after its end");
  }
}
