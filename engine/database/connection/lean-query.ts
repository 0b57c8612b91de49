import pg from "pg";
import utils from "pg/lib/utils.js";
import type { Sql } from "../sql.ts";

/** What the driver hands a query to write its messages with. */
interface WireConnection {
  readonly submittedNamedStatements: Record<string, string>;
  parse(message: { readonly text: string; readonly name: string | undefined }): void;
  bind(message: {
    readonly statement: string | undefined;
    readonly values: readonly unknown[] | undefined;
    readonly valueMapper: (value: unknown) => unknown;
  }): void;
  execute(message: object): void;
  sync(): void;
}

/** The driver's own query, as far as its type declarations leave it out. */
interface DriverQuery {
  new (
    text: string,
    values: readonly unknown[],
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ): {
    readonly text: string;
    readonly values: readonly unknown[] | undefined;
    name: string | undefined;
    queryMode: string | undefined;
    hasBeenParsed(connection: WireConnection): boolean;
  };
}
const DriverQuery = pg.Query as unknown as DriverQuery;

type Callback = (error: Error | null, result: pg.QueryResult) => void;

/**
 * A statement by the extended protocol, which takes exactly one, so that a text can never smuggle in a second. Made of text and
 * values, as the driver copies a configuration object property by property.
 */
export class RowsQuery extends DriverQuery {
  constructor({ text, values }: Sql, name: string | undefined, callback: Callback) {
    super(text, [...values], callback);
    this.name = name;
    this.queryMode = "extended";
  }
}

/** A statement that answers one row of one text column: neither side spends time on what the column is. */
export class TextQuery extends RowsQuery {
  /** The text of the first row; undefined without a row. */
  answer: string | null | undefined = undefined;

  prepare(connection: WireConnection): void {
    if (!this.hasBeenParsed(connection)) {
      connection.parse({ text: this.text, name: this.name });
      if (this.name !== undefined) connection.submittedNamedStatements[this.name] = this.text;
    }
    connection.bind({ statement: this.name, values: this.values, valueMapper: utils.prepareValue });
    connection.execute({});
    connection.sync();
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this.answer === undefined) this.answer = fields[0];
  }
}
