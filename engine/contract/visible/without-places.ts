import { toPointer } from "../pointer.ts";

/**
 * The same without what lies at the places (JSON pointers); an element of a list goes with its place. `wholes`: what means
 * nothing without one of its parts, as patterns of pointers, goes with it.
 */
export function withoutPlaces<T>(value: T, places: ReadonlySet<string>, wholes: readonly RegExp[] = []): T {
  if (places.size === 0) return value;
  const gone = [...places].map((place) => wholes.map((whole) => whole.exec(place)?.[0]).find(Boolean) ?? place);
  return strip(value, "", new Set(gone)) as T;
}

function strip(value: unknown, at: string, gone: ReadonlySet<string>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const place = at + toPointer([name]);
    return gone.has(place) ? [] : [[name, strip(inner, place, gone)]];
  });
  return Array.isArray(value) ? kept.map(([, inner]) => inner) : Object.fromEntries(kept);
}
