/** Something wanted, and what it may still be called, the likeliest first. */
export interface Renamable {
  readonly name: string;
  readonly formerNames: readonly string[];
}

/** What is called `from` now is to be called `to`. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/**
 * What changes its name: one of the former names is there, that rename was not done before, and the new name is free or given
 * up by another rename. So two may swap, several may move on by one, and something new may take a name that is given up.
 */
export function findRenames(
  wanted: readonly Renamable[],
  live: ReadonlySet<string>,
  isDone: (to: string, from: string) => boolean,
): readonly Rename[] {
  let found: Rename[] = [];
  for (const { name, formerNames } of wanted) {
    const from = formerNames.find(
      (former) => live.has(former) && !isDone(name, former) && found.every((other) => other.from !== former),
    );
    if (from !== undefined) found.push({ from, to: name });
  }
  for (;;) {
    const givenUp = new Set(found.map(({ from }) => from));
    const possible = found.filter(({ to }) => !live.has(to) || givenUp.has(to));
    if (possible.length === found.length) return found;
    found = possible;
  }
}

/** One rename by one, in an order in which the new name is free each time: who takes a name that is in use waits under another. */
export function inRenamingOrder(renames: readonly Rename[]): readonly Rename[] {
  const inUse = new Set(renames.map(({ from }) => from));
  const waiting = renames.filter(({ to }) => inUse.has(to));
  const waitsAs = (rename: Rename) => `$${waiting.indexOf(rename) + 1}`;
  return [
    ...waiting.map((rename) => ({ from: rename.from, to: waitsAs(rename) })),
    ...renames.filter(({ to }) => !inUse.has(to)),
    ...waiting.map((rename) => ({ from: waitsAs(rename), to: rename.to })),
  ];
}
