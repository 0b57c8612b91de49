import { ident, joinSql, type Sql, sql } from "../../database/index.ts";
import { DRAWN, drawAfter, type NumberDue } from "../numbering/draw-numbers.ts";

/** The documents' own rows. */
export interface Headers {
  readonly count: number;
  /** Finds and holds the ids of those that are as they were read, under a condition. */
  readonly find: (condition: Sql | null) => Sql;
  /** `insert, update or delete …`, returning them, under a condition; with the number that `drawn` has, where there is one. */
  readonly write: (condition: Sql | null, drawn: Sql | null) => Sql;
}

/** Another part of the statement: changes data where the documents are written. */
export interface Part {
  readonly statement: Sql;
  /** Does it return something? */
  readonly isAnswering: boolean;
}

/** Rows that are held, and a condition on them under which nothing is written. */
export interface Hold {
  readonly statement: Sql;
  readonly refuses: Sql;
}

export interface Composition {
  readonly headers: Headers;
  /** Must hold when the documents are written. */
  readonly guards: readonly Sql[];
  readonly holds: readonly Hold[];
  readonly parts: readonly Part[];
  /** Parts that take the number along, where there is one. */
  readonly numbered: readonly ((drawn: Sql | null) => Sql)[];
  /** The number to be drawn by the statement itself. */
  readonly due: NumberDue | null;
  /** What is told beside the ids of the documents written. */
  readonly told: readonly Sql[];
}

/** Names of ours begin with `$`, which no name of metadata can hold. */
const WRITTEN_NAME = "$written";
const SAVED_NAME = "$saved";
const [FOUND, WRITTEN, SAVED] = [ident("$found"), ident(WRITTEN_NAME), ident(SAVED_NAME)];

/** Conditions: the documents are as they were read; they are written, too. */
export const UNDER_FOUND = sql`exists (select from ${FOUND})`;
export const UNDER_WRITTEN = sql`exists (select from ${WRITTEN})`;

export const [holdName, partName] = [nameBy("h"), nameBy("p")];
const numberedName = nameBy("n");

function nameBy(letter: string): (index: number) => Sql {
  const known: Sql[] = [];
  return (index) => (known[index] ??= ident(`$${letter}${index}`));
}

type Order = Pick<Composition, "holds" | "due">;

/** Are the documents found before anything is written, and their own rows written last? */
const isFoundFirst = ({ holds, due }: Order): boolean => holds.length > 0 || due !== null;

/** Where the statement has the rows of the documents as they are written. */
export const savedName = (order: Order): string => (isFoundFirst(order) ? SAVED_NAME : WRITTEN_NAME);

/** The statement: a row for each document written, and one without an id where none is. */
export function composeStatement(composition: Composition): Sql {
  const [tables, rows] = isFoundFirst(composition)
    ? [findFirst(composition), SAVED]
    : [writeFirst(composition), WRITTEN];
  const columns = joinSql([ID, ...composition.told]);
  return sql`with ${joinSql(tables)} select ${columns} from (select) as _one left join ${rows} as _saved on true`;
}

const ID = sql`_saved.id`;

function writeFirst({ headers, guards, parts, numbered }: Composition): Sql[] {
  const others = [...parts, ...numbered.map((part) => ({ statement: part(null), isAnswering: false }))];
  return [sql`${WRITTEN} as (${headers.write(conjunction(guards), null)})`, ...others.map(partSql)];
}

/**
 * The documents are found and held, then what may refuse the write. A number is drawn once everything is done that goes
 * without it; what carries it comes last, and is written once.
 */
function findFirst({ headers, guards, holds, parts, numbered, due }: Composition): Sql[] {
  const open = conjunction(
    holds.map(({ refuses }, at) => sql`not exists (select from ${holdName(at)} where ${refuses})`),
  );
  const others = due ? parts : [...parts, ...numbered.map((part) => ({ statement: part(null), isAnswering: false }))];
  return [
    sql`${FOUND} as (${headers.find(conjunction(guards))})`,
    ...holds.map(({ statement }, at) => sql`${holdName(at)} as (${statement})`),
    sql`${WRITTEN} as (select id from ${FOUND}${open ? sql` where ${open}` : NOTHING})`,
    ...others.map(due ? awaitedSql : partSql),
    ...(due
      ? [drawAfter(due, sql`from ${WRITTEN}${others.length > 0 ? sql` where ${areDone(others.length)}` : NOTHING}`)]
      : []),
    ...(due ? numbered.map((part, at) => sql`${numberedName(at)} as (${part(DRAWN)})`) : []),
    sql`${SAVED} as (${due ? headers.write(null, DRAWN) : headers.write(UNDER_WRITTEN, null)})`,
  ];
}

const NOTHING = sql``;

const partSql = ({ statement }: Part, at: number): Sql => sql`${partName(at)} as (${statement})`;

/** A part that answers its rows, so that something can wait for them. */
const awaitedSql = (part: Part, at: number): Sql =>
  part.isAnswering ? partSql(part, at) : sql`${partName(at)} as (${part.statement} returning 1)`;

/** True, once all the parts are carried out: Postgres carries out what is asked for, and what is not at the very end. */
const areDone = (count: number): Sql =>
  sql`${joinSql(
    Array.from({ length: count }, (_, at) => sql`(select count(*) from ${partName(at)})`),
    " + ",
  )} >= 0`;

const conjunction = (conditions: readonly Sql[]): Sql | null =>
  conditions.length > 0 ? joinSql(conditions, " and ") : null;
