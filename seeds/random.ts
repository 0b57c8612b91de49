/** Random choices that come out the same for the same seed, on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number from `min` to `max`, both possible. */
  integer(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  /** An item with a chance proportional to its weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
}

/** mulberry32: 32 bits of state, good enough to look natural and cheap enough to forget. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    pick: (items) => items[integer(0, items.length - 1)] as (typeof items)[number],
    weighted(items) {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return (items.at(-1) as (typeof items)[number])[0];
    },
    chance: (probability) => next() < probability,
  };
}
