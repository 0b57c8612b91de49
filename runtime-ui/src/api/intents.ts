import { newId } from "../../../engine/kernel/index.ts";
import { isApiProblem } from "./problem.ts";

/** What was asked for and not answered yet, with the key that it was first sent with. */
export type Intents = Readonly<Record<string, string>>;

/** Where they are kept meanwhile. */
export interface IntentPlace {
  readonly read: () => Intents;
  readonly write: (intents: Intents) => void;
}

/** Sends what is asked for under its key: after a lost answer, asking again for the same is the same request to the server. */
export type AsIntent = <T>(what: string, send: (key: string) => Promise<T>) => Promise<T>;

export function createIntents(place: IntentPlace = inMemory()): AsIntent {
  const forget = (what: string) => {
    const { [what]: _, ...others } = place.read();
    place.write(others);
  };
  return async (what, send) => {
    const key = place.read()[what] ?? newId();
    place.write({ ...place.read(), [what]: key });
    try {
      const answer = await send(key);
      forget(what);
      return answer;
    } catch (error) {
      if (isRefusal(error)) forget(what);
      throw error;
    }
  };
}

/** The server has decided: nothing was done. Anything else leaves open what became of the request. */
export const isRefusal = (error: unknown): boolean =>
  isApiProblem(error) && error.problem.status >= 400 && error.problem.status < 500;

function inMemory(): IntentPlace {
  let intents: Intents = {};
  return {
    read: () => intents,
    write: (next) => {
      intents = next;
    },
  };
}
