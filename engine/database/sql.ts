import { createHash } from "node:crypto";
import { assert } from "../kernel/index.ts";

/** A statement ready to be sent: text with `$1 … $n` and as many values. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
  /** When present, the statement is prepared under this name on each connection; equal names must mean equal texts. */
  readonly name?: string;
}

/**
 * A piece of SQL that can be put inside another: texts around values and further pieces, put together only when it is sent.
 * Its members are not `#private`, which take longer to be made and read: a statement is made of dozens.
 */
class SqlPiece implements Sql {
  private readonly texts: readonly string[];
  private readonly parts: readonly unknown[];
  private readonly number: string | undefined;
  /** Its shape, once it is known to hold no values: such a piece is often part of many statements. */
  private constant: string | undefined = undefined;

  constructor(texts: readonly string[], parts: readonly unknown[], number?: string) {
    this.texts = texts;
    this.parts = parts;
    this.number = number;
  }

  get text(): string {
    return this.write({ text: "", count: 0 }).text;
  }

  get values(): readonly unknown[] {
    const values: unknown[] = [];
    this.collect(values);
    return values;
  }

  /** Adds its values, and returns its shape: statements of equal shape have equal texts; it is a small part as long as the text. */
  collect(values: unknown[]): string {
    if (this.constant !== undefined) return this.constant;
    const before = values.length;
    let inner = "";
    let plain = 0;
    for (const part of this.parts) {
      if (part instanceof SqlPiece) {
        inner += plain > 0 ? `${plain}?${part.collect(values)}` : part.collect(values);
        plain = 0;
      } else {
        values.push(part);
        plain += 1;
      }
    }
    const number = this.number ?? numberOf(this.texts);
    const shape = this.parts.length === 0 ? number : `${number}(${inner}${plain > 0 ? `${plain}?` : ""})`;
    if (values.length === before) this.constant = shape;
    return shape;
  }

  private write(written: { text: string; count: number }): { readonly text: string } {
    this.texts.forEach((text, index) => {
      written.text += text;
      if (index === this.parts.length) return;
      const part = this.parts[index];
      if (part instanceof SqlPiece) part.write(written);
      else written.text += `$${++written.count}`;
    });
    return written;
  }
}

/** Texts of a template stand at one place of the program and are the same list each time; others are known by what they say. */
const numbersOfTemplates = new WeakMap<readonly string[], string>();
const numbersOfTexts = new Map<string, string>();
const NUMBERS_MAX = 10_000;
let numbers = 0;

/** A number is never given twice: what is forgotten is counted anew. */
function numberOf(texts: readonly string[]): string {
  const isTemplate = "raw" in texts;
  const said = isTemplate ? undefined : texts.join("\0");
  const known = said === undefined ? numbersOfTemplates.get(texts) : numbersOfTexts.get(said);
  if (known !== undefined) return known;
  const number = `${(++numbers).toString(36)},`;
  if (said === undefined) numbersOfTemplates.set(texts, number);
  else {
    if (numbersOfTexts.size >= NUMBERS_MAX) numbersOfTexts.clear();
    numbersOfTexts.set(said, number);
  }
  return number;
}

/**
 * Tagged template: every `${value}` becomes a parameter, every `${sql`…`}` or `${ident("…")}` is put in place.
 *
 *     sql`select ${ident("title")} from ${ident("book")} where id = ${id}`
 */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return new SqlPiece(strings, values);
}

/** SQL written by the engine itself, taken as it is; never for text that came from outside. */
export function rawSql(text: string): Sql {
  return new SqlPiece([text], []);
}

/** A text with `$1 … $n`, as something that can be put inside other statements with any values. */
export function fragment(text: string): (values: readonly unknown[]) => Sql {
  const split = text.split(/\$(\d+)/);
  const texts = split.filter((_, index) => index % 2 === 0);
  const places = split.filter((_, index) => index % 2 === 1).map((place) => Number(place) - 1);
  const number = numberOf(texts);
  return (values) =>
    new SqlPiece(
      texts,
      places.map((place) => values[place]),
      number,
    );
}

const idents = new Map<string, Sql>();

/** A quoted identifier, or a dotted path of them: `ident("org_a", "book")` → `"org_a"."book"`. */
export function ident(...path: readonly string[]): Sql {
  const [name] = path;
  // Of a name alone, the usual case, the piece is always the same.
  if (path.length > 1 || name === undefined) return rawSql(path.map(quoteIdent).join("."));
  let piece = idents.get(name);
  if (!piece) {
    piece = rawSql(quoteIdent(name));
    if (idents.size >= NUMBERS_MAX) idents.clear();
    idents.set(name, piece);
  }
  return piece;
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

interface Join {
  readonly texts: readonly string[];
  readonly number: string;
}

/** Separator → number of pieces → what stands around them. */
const joins = new Map<string, Join[]>();
const JOINED_MAX = 200;

function joinOf(count: number, separator: string): Join {
  const known = joins.get(separator) ?? [];
  const join = known[count];
  if (join) return join;
  const texts = count === 0 ? [""] : ["", ...Array<string>(count - 1).fill(separator), ""];
  const made = { texts, number: numberOf(texts) };
  if (count <= JOINED_MAX) known[count] = made;
  joins.set(separator, known);
  return made;
}

/** The pieces in order with the separator between them; nothing when the list is empty. */
export function joinSql(pieces: readonly Sql[], separator = ", "): Sql {
  const { texts, number } = joinOf(pieces.length, separator);
  return new SqlPiece(texts, pieces, number);
}

interface Template {
  readonly text: string;
  readonly name: string;
}

const TEMPLATES_MAX = 2_000;
const templates = new Map<string, Template>();

/** The same statement, marked to be prepared on each connection under a name derived from its text, which is put together once for each shape. */
export function prepared(statement: Sql): Sql {
  if (!(statement instanceof SqlPiece)) return { ...statement, name: statementName(statement.text) };
  const values: unknown[] = [];
  const shape = statement.collect(values);
  let template = templates.get(shape);
  if (!template) {
    const { text } = statement;
    template = { text, name: statementName(text) };
    if (templates.size >= TEMPLATES_MAX) templates.clear();
    templates.set(shape, template);
  }
  return { text: template.text, values, name: template.name };
}

/** Name under which a text is prepared: the same text always has the same name. */
export const statementName = (text: string): string => createHash("sha1").update(text).digest("base64url");
