import { parseExpression, pathsIn, type Span } from "../../../engine/contract/index.ts";
import type { LinkField } from "../../../engine/contract/types/index.ts";
import { valueAt } from "../format/field-text.ts";

type Record_ = Readonly<Record<string, unknown>>;

/** A value written as a literal of the expression language. */
function literal(value: unknown): string {
  if (value === null || value === undefined || value === "") return "null";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  const text = String(value);
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/**
 * The condition of a link field, ready to be sent with a list request: what it reads of the linking document (`doc.…`)
 * or row (`line.…`) is replaced by the value on the screen, since the server does not know that document yet.
 */
export function linkWhere(where: string | undefined, document: Record_, row?: Record_): string | undefined {
  if (!where) return undefined;
  let written = where;
  for (const { root, path, start, end } of readsIn(where).toReversed()) {
    const value = literal(valueAt(root === "line" ? (row ?? document) : document, path.join(".")));
    written = written.slice(0, start) + value + written.slice(end);
  }
  return written;
}

/** What a screen offers for a link, and in which order. */
export interface LinkOffer {
  readonly where: string | undefined;
  readonly sort: readonly string[] | undefined;
}

export function linkOffer(
  { where, offered, order }: Pick<LinkField, "where" | "offered" | "order">,
  document: Record_,
  row?: Record_,
): LinkOffer {
  const parts = [where, offered].flatMap((part) => linkWhere(part, document, row) ?? []);
  return { where: parts.length > 1 ? parts.map((part) => `(${part}\n)`).join(" && ") : parts[0], sort: order };
}

/** Does the condition read a value the document does not have yet? Then every choice would be refused or none offered. */
export function missingInWhere(where: string | undefined, document: Record_): readonly string[] {
  return readsOfDocument(where).filter((name) => document[name] === null || document[name] === undefined);
}

/** Fields of the linking document that the condition reads. */
export function readsOfDocument(where: string | undefined): readonly string[] {
  return where ? readsIn(where).flatMap(({ root, path: [name] }) => (root === "doc" && name ? [name] : [])) : [];
}

interface Read extends Span {
  readonly root: "doc" | "line";
  readonly path: readonly string[];
}

/** Where the condition reads the linking document or row, in the order of the text; a text or a comment reads nothing. */
function readsIn(where: string): readonly Read[] {
  return pathsIn(parseExpression(where)).flatMap(({ names: [first, ...rest], start, end }) => {
    const root = first?.name;
    return root === "doc" || root === "line" ? [{ root, path: rest.map(({ name }) => name), start, end }] : [];
  });
}
