import { formerOptions } from "../../../../engine/contract/fields/former-options.ts";
import type { Choice, Field, Named, StoredChoice } from "../../../../engine/contract/types/index.ts";

/** What `former` is called by now. Who took its name meanwhile is something else, and who was renamed long ago was so before. */
function presentName<T>(
  name: string,
  before: Named<T>,
  now: Named<T>,
  formerNames: (thing: T) => readonly string[],
): string | undefined {
  const wasCalled = (thing: T | undefined) => thing !== undefined && formerNames(thing).includes(name);
  const heirs = Object.keys(now).filter((id) => wasCalled(now[id]));
  return heirs.find((id) => !wasCalled(before[id])) ?? (name in now ? name : heirs[0]);
}

export const presentField = (name: string, before: Named<Field>, now: Named<Field>): string | undefined =>
  presentName(name, before, now, ({ renamed_from: former }) => (former === undefined ? [] : [former]));

type Options = Named<Choice | StoredChoice>;

export const presentOption = (value: unknown, before: Options, now: Options): string | undefined =>
  presentName(String(value), before, now, formerOptions);
