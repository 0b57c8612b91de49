/** Field paths sharing their beginnings: `author.country.code` and `author.name` are one branch with two leaves. */
export interface PathTree {
  readonly children: Map<string, PathTree>;
}

export const emptyTree = (): PathTree => ({ children: new Map() });

/** Adds the path and returns the node it ends in. */
export function addPath(tree: PathTree, path: readonly string[]): PathTree {
  let node = tree;
  for (const name of path) {
    let child = node.children.get(name);
    if (!child) {
      child = emptyTree();
      node.children.set(name, child);
    }
    node = child;
  }
  return node;
}

export function addTree(tree: PathTree, other: PathTree): void {
  for (const [name, child] of other.children) addTree(addPath(tree, [name]), child);
}

export const nodeCount = (tree: PathTree): number =>
  [...tree.children.values()].reduce((sum, child) => sum + 1 + nodeCount(child), 0);

/** Every path from the root to a leaf, in order of names so that equal trees give equal statements. */
export function leafPaths(tree: PathTree): string[][] {
  return [...tree.children]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, child]) =>
      child.children.size === 0 ? [[name]] : leafPaths(child).map((path) => [name, ...path]),
    );
}
