import { ident, type Sql, sql, type Transaction } from "../../database/index.ts";
import { mustExist } from "../../kernel/index.ts";
import { DRAWN, type NumberDue, type Numbering } from "../numbering/draw-numbers.ts";
import type { ReadBack } from "../stored/read-back.ts";
import { StaleDocument } from "../stored/stale-document.ts";
import {
  composeStatement,
  type Headers,
  type Hold,
  holdName,
  type Part,
  partName,
  savedName,
  UNDER_FOUND,
  UNDER_WRITTEN,
} from "./compose-statement.ts";

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

interface StagedNumbering extends Numbering {
  readonly stage: string;
}

/** A value the statement that writes returns beside what it wrote. */
interface Told {
  readonly column: Sql;
  readonly hear: (value: unknown) => void;
}

/**
 * Everything a write does: one statement of common table expressions that writes all or nothing, and what is to be sent
 * before and behind it. Stages add to it; `executePlan` decides how few statements and round trips that makes.
 */
export class WritePlan {
  /** Name of the stage that is contributing. */
  stage = "";
  /** A condition, true where the documents are written: what other parts of the statement stand under. */
  readonly written: Sql = UNDER_WRITTEN;
  /** A condition, true where the documents are as they were read: what is held stands under it. */
  readonly found: Sql = UNDER_FOUND;
  /** How many documents are written. */
  count = 0;
  /** May it be because of a linked document when fewer are? */
  mayBeLink = false;
  /** Reads the document as its principal sees it, once it is written, where the statement that writes cannot tell; and what it answered. */
  readBack: Sql | null = null;
  asRead: string | null = null;
  /** Numbers drawn, in the order of the documents that were due one. */
  numbers: readonly string[] = [];
  /** Stages whose part is in the statement that writes, in their order. */
  readonly merged = new Set<string>();
  readonly before: StatementStep[] = [];
  readonly after: PlanStep[] = [];
  readonly afterCommit: (() => void | Promise<void>)[] = [];
  readonly #guards: Sql[] = [];
  readonly #holds: Hold[] = [];
  readonly #parts: Part[] = [];
  readonly #numbered: ((drawn: Sql | null) => Sql)[] = [];
  readonly #judged: Told[] = [];
  readonly #told: Told[] = [];
  readonly #postings: string[] = [];
  #headers: Headers | null = null;
  #numbering: StagedNumbering | null = null;
  readonly #isFree: boolean;

  constructor(isFree = false) {
    this.#isFree = isFree;
  }

  /** Must hold when the documents are written; where it does not, nothing is. */
  guard(condition: Sql | null): void {
    if (condition) this.#guards.push(condition);
  }

  writeHeaders(headers: Headers): void {
    this.count = headers.count;
    this.#headers = headers;
    this.merged.add(this.stage);
  }

  /** Another part of the statement that writes: changes data where `written` holds, and returns nothing. */
  with(statement: Sql | null): void {
    if (statement) this.#add({ statement, isAnswering: false });
  }

  /** The same for a part that returns something: `hear` is told what `value` makes of its rows. */
  withAnswer(statement: Sql, value: Sql, hear: Told["hear"]): void {
    this.#told.push({ column: sql`(select ${value} from ${partName(this.#parts.length)})`, hear });
    this.#add({ statement, isAnswering: true });
  }

  #add(part: Part): void {
    this.#parts.push(part);
    this.merged.add(this.stage);
  }

  /** The rows of `statement` are held where `found` holds. Where some of them are such as `refuses`, nothing is written; `judge` is told what `value` makes of them. */
  hold(hold: Hold, value: Sql, judge: Told["hear"]): void {
    this.#judged.push({ column: sql`(select ${value} from ${holdName(this.#holds.length)})`, hear: judge });
    this.#holds.push(hold);
    this.merged.add(this.stage);
  }

  /** A part that enters postings of these ids, with the number of their document where one is drawn. */
  withPostings(ids: readonly string[], statement: (drawn: Sql | null) => Sql): void {
    this.#postings.push(...ids);
    this.#numbered.push(statement);
    this.merged.add(this.stage);
  }

  /** A statement that locks or looks; it goes before the one that writes where it is sent by an earlier stage. */
  send(look: Look | null): void {
    if (look) (this.count === 0 ? this.before : this.after).push({ stage: this.stage, ...look });
  }

  /** Work that needs the answers of everything before it. */
  wait(work: WaitingStep["work"]): void {
    this.after.push({ stage: this.stage, work });
  }

  /**
   * Numbers are drawn once all that may be refused is done: by the statement that writes, where there is no other and one stored
   * document. A new one is written with its number, and another that takes a unique value at the same time would be waited for.
   */
  drawNumbers(numbering: Numbering): void {
    this.#numbering = { ...numbering, stage: this.stage };
    if (!this.#due) return;
    this.merged.add(this.stage);
    this.#told.push({
      column: sql`(select number from ${DRAWN})`,
      hear: (number) => (this.numbers = [String(number)]),
    });
  }

  /** What is read of the document, by the statement that writes where `isOwn`: no ledger changes along with it. */
  tellAsRead(readBack: ReadBack, isOwn: boolean): void {
    const value = isOwn && this.isOneStatement ? readBack.within(savedName(this.#order)) : null;
    if (value) this.#told.push({ column: sql`(${value})`, hear: (text) => (this.asRead = text as string | null) });
    else this.readBack = readBack.behind();
  }

  /** Is the statement that writes all there is? It is a transaction by itself. */
  get isOneStatement(): boolean {
    return this.before.length === 0 && this.after.length === 0 && (this.#numbering === null || this.#due !== null);
  }

  /** Numbers that go along with the COMMIT, as many wait for the counter, with the postings that are given them. */
  get last(): { readonly numbering: StagedNumbering; readonly postings: readonly string[] } | null {
    return this.#numbering && !this.#due ? { numbering: this.#numbering, postings: this.#postings } : null;
  }

  /** The number that the statement that writes draws itself. */
  get #due(): NumberDue | null {
    const [only, ...more] = this.#numbering?.due ?? [];
    const isAlone = this.before.length === 0 && this.after.length === 0 && this.count === 1 && more.length === 0;
    return only && isAlone && this.#isFree && this.#numbering?.isStored ? only : null;
  }

  get #order() {
    return { holds: this.#holds, due: this.#due };
  }

  /** The statement that writes. */
  statement(): Sql {
    const told = [...this.#judged, ...this.#told];
    return composeStatement({
      headers: mustExist(this.#headers, "documents to write"),
      guards: this.#guards,
      holds: this.#holds,
      parts: this.#parts,
      numbered: this.#numbered,
      due: this.#due,
      told: told.map(({ column }, at) => sql`${column} as ${ident(`$${at}`)}`),
    });
  }

  /** What the statement returned: judged, and heard where the documents are written. Raises StaleDocument where they are not. */
  hear(rows: Rows): void {
    const answers = (told: readonly Told[], from: number) => {
      told.forEach(({ hear }, at) => {
        hear(rows[0]?.[`$${from + at}`] ?? null);
      });
    };
    answers(this.#judged, 0);
    if (rows.filter(({ id }) => id !== null).length < this.count) throw new StaleDocument(this.mayBeLink);
    answers(this.#told, this.#judged.length);
  }
}
