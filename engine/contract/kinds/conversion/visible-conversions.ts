import type { Conversion, Named } from "../../types/index.ts";
import { byDoctype, nonEmpty, withoutCompiled } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";

export interface ShownConversions {
  /** By doctype id of the source. */
  readonly conversions: Named<readonly Conversion[]>;
}

export function visibleConversions(sight: Sight): ShownConversions {
  return { conversions: byDoctype(sight, ({ id }) => nonEmpty(sight.of("conversion", id).map(withoutCompiled))) };
}
