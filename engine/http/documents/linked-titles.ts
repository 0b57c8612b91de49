import type { Field } from "../../contract/index.ts";
import { LIMIT_MAX } from "../../database/index.ts";
import type { Documents, JsonValue, RequestContext } from "../../documents/index.ts";

/** The document that the value of a link or dynamic link points to. */
export interface Target {
  readonly doctype: string;
  readonly id: string;
}

export type Titles = ReadonlyMap<string, string | null>;

/** Undefined for anything but a filled link. */
export function targetOf(field: Field, value: JsonValue | undefined): Target | undefined {
  if (field.type === "link") return typeof value === "string" ? { doctype: field.to, id: value } : undefined;
  if (field.type !== "dynamic_link" || typeof value !== "object" || value === null || !("type" in value))
    return undefined;
  return { doctype: String(value["type"]), id: String(value["id"]) };
}

/** Titles by id, in one statement for each doctype, of those among the targets that the person may read. */
export async function titlesOfTargets(
  documents: Documents,
  ctx: RequestContext,
  targets: readonly Target[],
): Promise<Titles> {
  const readable = [...new Set(targets.map(({ doctype }) => doctype))].filter((doctype) =>
    ctx.access.can(doctype, "read"),
  );
  const found = await Promise.all(
    readable.map((doctype) => titlesOf(documents, ctx, doctype, idsOf(targets, doctype))),
  );
  return new Map(found.flatMap((titles) => [...titles]));
}

const idsOf = (targets: readonly Target[], wanted: string): readonly string[] =>
  [...new Set(targets.filter(({ doctype }) => doctype === wanted).map(({ id }) => id))].slice(0, LIMIT_MAX);

export async function titlesOf(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  ids: readonly string[],
): Promise<Titles> {
  if (ids.length === 0) return new Map();
  const page = await documents.list(ctx, doctype, {
    fields: ["$title"],
    filter: { field: "id", op: "in", value: ids },
    limit: LIMIT_MAX,
  });
  return new Map(page.items.map((item) => [item.id, typeof item["$title"] === "string" ? item["$title"] : null]));
}
