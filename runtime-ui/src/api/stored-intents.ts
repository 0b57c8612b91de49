import type { IntentPlace, Intents } from "./intents.ts";

/** What is asked again later than this is meant anew. */
const AGE_MAX_MS = 60 * 60_000;

interface Kept {
  readonly intents: Intents;
  /** Milliseconds since 1970. */
  readonly at: number;
}

type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Intents about one thing that outlive a reload of their tab: asked again there, they are the request whose answer was lost. */
export function storedIntents(about: readonly string[], place: Place = sessionStorage): IntentPlace {
  const key = `perfex-intents:${about.join(":")}`;
  // Where nothing can be stored, they last as long as the page.
  let here: Intents = {};
  return {
    read() {
      try {
        const kept = JSON.parse(place.getItem(key) ?? "null") as Kept | null;
        return kept === null ? here : Date.now() - kept.at < AGE_MAX_MS ? kept.intents : {};
      } catch {
        return here;
      }
    },
    write(intents) {
      here = intents;
      try {
        if (Object.keys(intents).length === 0) place.removeItem(key);
        else place.setItem(key, JSON.stringify({ intents, at: Date.now() } satisfies Kept));
      } catch {
        // Full or blocked storage.
      }
    },
  };
}
