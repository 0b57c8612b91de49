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
  return where.replace(/\b(doc|line)\.([a-z_][a-z0-9_.]*)/g, (_, root: string, path: string) =>
    literal(valueAt(root === "line" ? (row ?? document) : document, path)),
  );
}

/** Does the condition read a value the document does not have yet? Then every choice would be refused or none offered. */
export function missingInWhere(where: string | undefined, document: Record_): readonly string[] {
  const names = [...(where ?? "").matchAll(/\bdoc\.([a-z_][a-z0-9_]*)/g)].map((match) => match[1]!);
  return names.filter((name) => document[name] === null || document[name] === undefined);
}
