/**
 * Work that can be left off and taken up again: each time it yields it tells how many steps it took since, one being what an
 * expression costs over one row. Who drives it decides whether others come in between; what it comes to is the same.
 */
export type Portions<T> = Generator<number, T, void>;

/** So many are taken without letting others come: some milliseconds. */
export const STEPS_AT_ONCE = 5_000;

/** From start to end, where nobody waits: on a screen, in a test. */
export function atOnce<T>(work: Portions<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
