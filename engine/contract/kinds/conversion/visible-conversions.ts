import type { Conversion, Named } from "../../types/index.ts";
import { byDoctype, nonEmpty, withoutCompiled } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";
import { withoutPlaces } from "../../visible/without-places.ts";

export interface ShownConversions {
  /** By doctype id of the source. */
  readonly conversions: Named<readonly Conversion[]>;
}

export function visibleConversions(sight: Sight): ShownConversions {
  const visible = (conversion: Conversion) =>
    withoutPlaces(conversion, sight.withheldFrom("conversion", conversion.id), LINES);
  return {
    conversions: byDoctype(sight, ({ id }) => nonEmpty(sight.of("conversion", id).map(withoutCompiled).map(visible))),
  };
}

/** Which rows go where means nothing in part. */
const LINES = [/^\/lines(?=\/(from|to|quantity)$)/];
