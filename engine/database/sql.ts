import { createHash } from "node:crypto";
import { assert } from "../kernel/index.ts";

/** A statement ready to be sent: text with `$1 … $n` and as many values. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
  /** When present, the statement is prepared under this name on each connection; equal names must mean equal texts. */
  readonly name?: string;
}

/** A piece of SQL that can be put inside another: texts around values, numbered only when the text is asked for. */
class SqlPiece implements Sql {
  readonly #texts: readonly string[];
  readonly values: readonly unknown[];
  #text: string | undefined;

  constructor(texts: readonly string[], values: readonly unknown[]) {
    this.#texts = texts;
    this.values = values;
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  get text(): string {
    this.#text ??= this.#texts.reduce((text, next, index) => `${text}$${index}${next}`);
    return this.#text;
  }
}

/**
 * Tagged template: every `${value}` becomes a parameter, every `${sql`…`}` or `${ident("…")}` is put in place.
 *
 *     sql`select ${ident("title")} from ${ident("book")} where id = ${id}`
 */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return assemble(strings, values);
}

/** SQL written by the engine itself, taken as it is; never for text that came from outside. */
export function rawSql(text: string): Sql {
  return new SqlPiece([text], []);
}

/** A quoted identifier, or a dotted path of them: `ident("org_a", "book")` → `"org_a"."book"`. */
export function ident(...path: readonly string[]): Sql {
  return rawSql(path.map(quoteIdent).join("."));
}

/**
 * An absent row of a table, as the first argument of `json_populate_recordset`. A table may be called like a type of
 * Postgres (`date`, `point`), which `null::"date"` would mean.
 */
export function rowOf(table: string): Sql {
  return sql`(select _row from ${ident(table)} _row limit 0)`;
}

export function quoteIdent(name: string): string {
  assert(name !== "" && !name.includes("\0"), "an identifier has at least one character and no NUL");
  return `"${name.replaceAll('"', '""')}"`;
}

/** A quoted text literal, for the few statements (DDL) that accept no parameters. */
export function quoteLiteral(value: string): string {
  assert(!value.includes("\0"), "a text literal has no NUL");
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** The pieces in order with the separator between them; nothing when the list is empty. */
export function joinSql(pieces: readonly Sql[], separator = ", "): Sql {
  const between = pieces.map((_, index) => (index === 0 ? "" : separator));
  return assemble([...between, ""], pieces);
}

/** The same statement, marked to be prepared on each connection under a name derived from its text. */
export function prepared(statement: Sql): Sql {
  return { text: statement.text, values: statement.values, name: statementName(statement.text) };
}

const NAMES_MAX = 2_000;
const names = new Map<string, string>();

/** Name under which a text is prepared: the same text always has the same name. */
export function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash("sha1").update(text).digest("base64url");
    if (names.size >= NAMES_MAX) names.clear();
    names.set(text, name);
  }
  return name;
}

function assemble(strings: readonly string[], values: readonly unknown[]): SqlPiece {
  const texts: string[] = [strings[0]!];
  const parameters: unknown[] = [];
  values.forEach((value, index) => {
    const following = strings[index + 1]!;
    if (value instanceof SqlPiece) {
      texts[texts.length - 1] += value.texts[0]!;
      texts.push(...value.texts.slice(1));
      texts[texts.length - 1] += following;
      parameters.push(...value.values);
    } else {
      parameters.push(value);
      texts.push(following);
    }
  });
  return new SqlPiece(texts, parameters);
}
