import { fail } from "../kernel/index.ts";

const refuse = (): never => fail("ASSERTION_FAILED", { what: "a registry never changes" });

/** A Map that can only be read, also by code that was not type-checked. */
export function frozenMap<V>(entries: Iterable<readonly [string, V]>): ReadonlyMap<string, V> {
  const map = new Map(entries);
  return Object.freeze(Object.assign(map, { set: refuse, delete: refuse, clear: refuse }));
}
