import type { Document, DocumentValues, JsonValue } from "../../documents/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";

/** Reads one linked document with the rights of the person who prints. */
export type ReadDocument = (doctype: string, id: string) => Promise<Document>;

interface ExpandContext {
  readonly registry: Registry;
  readonly read: ReadDocument;
}

/**
 * Puts linked documents in place of their ids along the given paths (`member.tariff`, `lines.book`),
 * so that a template writes `{{member.name}}`. A link the person may not read stays an id.
 */
export async function expandLinks(
  registry: Registry,
  doctype: ResolvedDoctype,
  values: DocumentValues,
  paths: readonly string[],
  read: ReadDocument,
): Promise<DocumentValues> {
  const cache = new Map<string, Promise<Document | null>>();
  const readOnce: ReadDocument = async (to, id) => {
    const key = `${to}:${id}`;
    if (!cache.has(key)) cache.set(key, read(to, id).catch(nullWhenHidden));
    return (await cache.get(key)) ?? ({ id } as Document);
  };
  return expandBranch({ registry, read: readOnce }, doctype, values, pathTree(paths));
}

interface PathTree {
  readonly [segment: string]: PathTree;
}

function pathTree(paths: readonly string[]): PathTree {
  const root: Record<string, PathTree> = {};
  for (const path of paths) {
    let branch = root;
    for (const segment of path.split(".")) {
      branch[segment] ??= {};
      branch = branch[segment] as Record<string, PathTree>;
    }
  }
  return root;
}

async function expandBranch(
  context: ExpandContext,
  doctype: ResolvedDoctype,
  values: DocumentValues,
  tree: PathTree,
): Promise<DocumentValues> {
  const expanded: Record<string, JsonValue> = { ...values };
  for (const [id, below] of Object.entries(tree)) {
    const field = doctype.fieldList.find((candidate) => candidate.id === id);
    const value = values[id];
    if (!field || value === null || value === undefined) continue;
    if (field.type === "table") {
      const rows = value as readonly DocumentValues[];
      expanded[id] = await Promise.all(rows.map((row) => expandBranch(context, field.child, row, below)));
    } else if (field.type === "link") {
      const linked = (await context.read(field.to, String(value))) as unknown as DocumentValues;
      expanded[id] = await expandBranch(context, context.registry.doctype(field.to), linked, below);
    }
  }
  return expanded;
}

function nullWhenHidden(error: unknown): null {
  if (isPerfexError(error) && (error.status === 403 || error.status === 404)) return null;
  throw error;
}
