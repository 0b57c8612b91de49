import { ident, joinSql, type Sql, sql, type Transaction } from "../../database/index.ts";
import type { ReadBack } from "../lifecycle/read-back.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * A statement that locks or looks; its answer may refuse the write before it is committed, or ask for another look. That is
 * sent once everything before it is known to have gone well: what comes behind a statement that failed gets no answer.
 */
export interface Look {
  readonly statement: Sql;
  readonly judge?: (rows: Rows) => Look | null;
}

export interface StatementStep extends Look {
  readonly stage: string;
}

/** Work that needs the answers of everything before it. */
export interface WaitingStep {
  readonly stage: string;
  readonly work: (tx: Transaction) => Promise<void>;
}

export type PlanStep = StatementStep | WaitingStep;

/** Writes the documents' own rows: `insert, update or delete …`, returning them, under a condition if there is one. */
export type WriteHeaders = (condition: Sql | null) => Sql;

/** A value the statement that writes returns beside what it wrote. */
interface Told {
  readonly column: Sql;
  readonly hear: (value: unknown) => void;
}

/** Names of ours begin with `$`, which no name of metadata can hold. */
const WRITTEN_NAME = "$written";
const WRITTEN = ident(WRITTEN_NAME);
const ID = sql`id`;
const UNDER_WRITTEN = sql`exists (select from ${WRITTEN})`;

/**
 * Everything a write does: one statement of common table expressions that writes all or nothing, and what is to be sent
 * before and behind it. Stages add to it; `executePlan` decides how few statements and round trips that makes.
 */
export class WritePlan {
  /** Name of the stage that is contributing. */
  stage = "";
  /** A condition, true where the documents were written: what other parts of the statement stand under. */
  readonly written: Sql = UNDER_WRITTEN;
  /** How many documents are written. */
  count = 0;
  /** May it be because of a linked document when fewer are? */
  mayBeLink = false;
  /** Reads the document as its principal sees it, once it is written, where the statement that writes cannot tell; and what it answered. */
  readBack: Sql | null = null;
  asRead: string | null = null;
  /** Ids of the postings entered along with the documents, which are given their numbers too. */
  readonly postings: string[] = [];
  /** Numbers drawn, in the order of the documents that were due one. */
  readonly numbers: string[] = [];
  /** Stages whose part is in the statement that writes, in their order. */
  readonly merged = new Set<string>();
  readonly before: StatementStep[] = [];
  readonly after: PlanStep[] = [];
  readonly last: { readonly stage: string; readonly statement: Sql; readonly hear: (rows: Rows) => void }[] = [];
  readonly afterCommit: (() => void | Promise<void>)[] = [];
  readonly #guards: Sql[] = [];
  readonly #parts: Sql[] = [];
  readonly #told: Told[] = [];
  #headers: WriteHeaders | null = null;
  #isJudged = false;

  /** Must hold when the documents are written; where it does not, nothing is. */
  guard(condition: Sql | null): void {
    if (condition) this.#guards.push(condition);
  }

  writeHeaders(count: number, write: WriteHeaders): void {
    this.count = count;
    this.#headers = write;
    this.merged.add(this.stage);
  }

  /** Another part of the statement that writes: changes data where `written` holds. */
  with(statement: Sql | null): void {
    if (!statement) return;
    this.#parts.push(sql`${ident(`$${this.#parts.length}`)} as (${statement})`);
    this.merged.add(this.stage);
  }

  /** The same for a part that returns something: `hear` is told what `value` makes of its rows. */
  withAnswer(statement: Sql, value: Sql, hear: Told["hear"]): void {
    this.#tell(sql`(select ${value} from ${ident(`$${this.#parts.length}`)})`, hear);
    this.with(statement);
  }

  /** The same for a part that locks: what it answers may refuse the write, which then has to be undone. */
  withJudged(statement: Sql, value: Sql, judge: Told["hear"]): void {
    this.#isJudged = true;
    this.withAnswer(statement, value, judge);
  }

  /** What is read of the document, by the statement that writes where `isOwn`: no ledger changes along with it. */
  tellAsRead(readBack: ReadBack, isOwn: boolean): void {
    const value = isOwn && this.isOneStatement ? readBack.within(WRITTEN_NAME) : null;
    if (value) this.#tell(sql`(${value})`, (text) => (this.asRead = text as string | null));
    else this.readBack = readBack.behind();
  }

  #tell(value: Sql, hear: Told["hear"]): void {
    this.#told.push({ column: sql`${value} as ${ident(`$${this.#told.length}`)}`, hear });
  }

  /** A statement that locks or looks; it goes before the one that writes where it is sent by an earlier stage. */
  send(look: Look | null): void {
    if (look) (this.count === 0 ? this.before : this.after).push({ stage: this.stage, ...look });
  }

  /** A statement that is never refused and goes along with the COMMIT, as many wait for what it locks. */
  sendLast(statement: Sql, hear: (rows: Rows) => void): void {
    this.last.push({ stage: this.stage, statement, hear });
  }

  /** Work that needs the answers of everything before it. */
  wait(work: WaitingStep["work"]): void {
    this.after.push({ stage: this.stage, work });
  }

  /** Is the statement that writes all there is? It is a transaction by itself. */
  get isOneStatement(): boolean {
    return !this.#isJudged && this.before.length === 0 && this.after.length === 0 && this.last.length === 0;
  }

  /** The statement that writes: one row per document written. */
  statement(): Sql {
    const condition = this.#guards.length > 0 ? joinSql(this.#guards, " and ") : null;
    const headers = this.#headers === null ? [] : [sql`${WRITTEN} as (${this.#headers(condition)})`];
    const columns = joinSql([ID, ...this.#told.map(({ column }) => column)]);
    return sql`with ${joinSql([...headers, ...this.#parts])} select ${columns} from ${WRITTEN}`;
  }

  /** Hands over what the statement returned. */
  hear([row]: Rows): void {
    for (const [index, { hear }] of this.#told.entries()) hear(row?.[`$${index}`] ?? null);
  }
}
