/** Something wanted, and what it may still be called (renames that were done before left out), the likeliest first. */
export interface Renamable {
  readonly name: string;
  readonly formerNames: readonly string[];
  /** The former names are known from what was done: the rename is to be done, whoever has the name now. */
  readonly isCertain?: boolean;
}

/** What is called `from` now is to be called `to`. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/**
 * What changes its name: one of the former names is there, and the new name is free or given up by another rename. So two may swap, several may move on by one, and something new may take a name that is given up.
 * What stands in the way of a certain rename is set aside.
 */
export function findRenames(wanted: readonly Renamable[], live: ReadonlySet<string>): readonly Rename[] {
  let found: Rename[] = [];
  const certain = wanted.filter(({ isCertain }) => isCertain);
  for (const one of [...certain, ...wanted.filter(({ isCertain }) => !isCertain)]) {
    const from = one.formerNames.find((former) => live.has(former) && found.every((other) => other.from !== former));
    if (from !== undefined) found.push({ from, to: one.name });
  }
  for (;;) {
    const givenUp = new Set(found.map(({ from }) => from));
    const isTaken = ({ to }: Rename) => live.has(to) && !givenUp.has(to);
    const mayBe = (rename: Rename) => !isTaken(rename) || certain.some(({ name }) => name === rename.to);
    const possible = found.filter(mayBe);
    if (possible.length === found.length)
      return [...found, ...found.filter(isTaken).map(({ to }) => ({ from: to, to: asideName(to) }))];
    found = possible;
  }
}

/** Longest identifier Postgres keeps. */
const NAME_MAX = 63;
const asideName = (name: string): string => `$${name}`.slice(0, NAME_MAX);

/** Is it what stood in the way of a rename, and is given up? */
export const isSetAside = (name: string): boolean => name.startsWith("$");

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
