import pg from "pg";
import { assert, PerfexError } from "../../kernel/index.ts";
import type { Sql } from "../sql.ts";
import { commandOf, firstValueOf, type Message, valuesOf } from "./answer-reader.ts";
import { bindMessage, commandMessage } from "./query-messages.ts";
import { typeParsers } from "./type-parsers.ts";

/** What the driver hands a query to send itself with. */
interface WireConnection {
  readonly stream: { readonly writable: boolean; write(bytes: Uint8Array): boolean; destroy(error: Error): void };
  /** Name → text of what the server has prepared, and of what it was asked to. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
}

interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}
type Row = Record<string, unknown>;
export type Heard = (error: Error | null) => void;

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** A statement prepared on one connection. Its columns stay what they are: Postgres refuses to run it with others. */
export interface PreparedStatement {
  readonly name: string;
  columns: readonly Column[] | null;
}

/**
 * What the driver sends and hears in place of its own query, which writes four times and describes its rows each time. What it hears
 * of `readAnswers` are bytes.
 */
export abstract class LeanQuery {
  readonly callback: Heard;

  constructor(callback: Heard) {
    this.callback = callback;
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleCommandComplete(_done: Message): void {}
  handleRowDescription(_description: RowDescription): void {}
  handleDataRow(_row: Message): void {}

  /**
   * The server waits for data to copy and takes what was sent behind for it, the end of the statement too: it never says that it is
   * ready again. The connection is given up with all that is under way on it.
   */
  handleCopyInResponse({ stream }: WireConnection): void {
    stream.destroy(new PerfexError("ASSERTION_FAILED", { what: "no statement is sent data to copy" }));
  }
}

// The driver pipelines what is of its own kind alone. Being so costs nothing; being made so makes an emitter and a result.
Object.setPrototypeOf(LeanQuery.prototype, pg.Query.prototype);

/** By the simple protocol: BEGIN, COMMIT and their kin, several in one text where they are so written. */
export class CommandQuery extends LeanQuery {
  readonly text: string;
  /** What the server says it did last, e.g. "COMMIT". */
  done = "";

  constructor(text: string, callback: Heard) {
    super(callback);
    this.text = text;
  }

  submit({ stream }: WireConnection): null {
    if (stream.writable) stream.write(commandMessage(this.text));
    return null;
  }

  override handleCommandComplete(done: Message): void {
    this.done = commandOf(done).split(" ", 1)[0]!;
  }
}

/** By the extended protocol, which takes exactly one statement, so that a text can never smuggle in a second. */
abstract class StatementQuery extends LeanQuery {
  readonly text: string;
  readonly name: string | undefined;
  readonly #values: readonly unknown[];

  constructor({ text, values }: Sql, name: string | undefined, callback: Heard) {
    super(callback);
    this.text = text;
    this.name = name;
    this.#values = values;
  }

  protected abstract readonly isDescribed: boolean;

  submit({ stream, parsedStatements, submittedNamedStatements }: WireConnection): Error | null {
    const { name, text } = this;
    const isNew = name === undefined || !(name in parsedStatements || name in submittedNamedStatements);
    try {
      const asked = {
        name: name ?? "",
        text: isNew ? text : null,
        values: this.#values,
        isDescribed: this.isDescribed,
      };
      const message = bindMessage(asked);
      if (stream.writable) stream.write(message);
    } catch (error) {
      return error as Error;
    }
    if (isNew && name !== undefined) submittedNamedStatements[name] = text;
    return null;
  }
}

/** A statement that answers rows. */
export class RowsQuery extends StatementQuery {
  readonly #found: Row[] = [];
  readonly #prepared: PreparedStatement | null;
  #columns: readonly Column[] | null;
  #failure: Error | null = null;

  constructor(statement: Sql, prepared: PreparedStatement | null, callback: Heard) {
    super(statement, prepared?.name, callback);
    this.#prepared = prepared;
    this.#columns = prepared?.columns ?? null;
  }

  protected get isDescribed(): boolean {
    return this.#columns === null;
  }

  get result(): Row[] {
    return this.#found;
  }

  override handleRowDescription({ fields }: RowDescription): void {
    const columns = fields.map(({ name, dataTypeID }) => ({ name, parse: typeParsers.getTypeParser(dataTypeID) }));
    this.#columns = columns;
    if (this.#prepared) this.#prepared.columns = columns;
  }

  /** A value that cannot be parsed fails the statement once it has ended. */
  override handleDataRow(row: Message): void {
    try {
      this.#found.push(rowOf(this.#columns, valuesOf(row)));
    } catch (error) {
      this.#failure ??= error as Error;
    }
  }

  override handleReadyForQuery(): void {
    this.callback(this.#failure);
  }
}

function rowOf(columns: readonly Column[] | null, values: readonly (string | null)[]): Row {
  assert(columns?.length === values.length, "a row has the columns that were described");
  const row: Row = {};
  for (let index = 0; index < columns.length; index++) {
    const { name, parse } = columns[index]!;
    const value = values[index]!;
    row[name] = value === null ? null : parse(value);
  }
  return row;
}

/** A statement that answers one row of one text column: neither side spends time on what the column is. */
export class TextQuery extends StatementQuery {
  /** The text of the first row; undefined before one. */
  #answer: string | null | undefined = undefined;
  protected readonly isDescribed = false;

  get result(): string | null {
    return this.#answer ?? null;
  }

  override handleDataRow(row: Message): void {
    if (this.#answer === undefined) this.#answer = firstValueOf(row);
  }
}
