import type { DocumentAnswer } from "../../../engine/http/api-types.ts";

/** One visible line of a tree. */
export interface TreeRow {
  readonly id: string;
  readonly document: DocumentAnswer;
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
}

export interface Tree {
  readonly roots: readonly string[];
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly documents: ReadonlyMap<string, DocumentAnswer>;
}

/** Links every document to its parent; one whose parent is not among them stands at the top. */
export function buildTree(documents: readonly DocumentAnswer[], parentField: string): Tree {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const roots: string[] = [];
  const children = new Map<string, string[]>();
  for (const document of documents) {
    const parent = document[parentField];
    if (typeof parent !== "string" || !byId.has(parent)) roots.push(document.id);
    else children.set(parent, [...(children.get(parent) ?? []), document.id]);
  }
  return { roots, children, documents: byId };
}

/** The documents that match and everything above them. */
export function keptIds(
  tree: Tree,
  parentField: string,
  matches: (document: DocumentAnswer) => boolean,
): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const document of tree.documents.values()) {
    if (!matches(document)) continue;
    let current: DocumentAnswer | undefined = document;
    while (current && !kept.has(current.id)) {
      kept.add(current.id);
      current = tree.documents.get(String(current[parentField] ?? ""));
    }
  }
  return kept;
}

/** Visible lines from top to bottom: children only below open parents. */
export function visibleRows(
  tree: Tree,
  open: ReadonlySet<string>,
  kept: ReadonlySet<string> | null,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (ids: readonly string[], depth: number): void => {
    for (const id of ids) {
      const document = tree.documents.get(id);
      if (!document || (kept && !kept.has(id))) continue;
      const below = (tree.children.get(id) ?? []).filter((child) => !kept || kept.has(child));
      const isOpen = below.length > 0 && (kept !== null || open.has(id));
      rows.push({ id, document, depth, hasChildren: below.length > 0, isOpen });
      if (isOpen) walk(below, depth + 1);
    }
  };
  walk(tree.roots, 0);
  return rows;
}
