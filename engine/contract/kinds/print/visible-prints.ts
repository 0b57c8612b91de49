import type { Named, Print } from "../../types/index.ts";
import { byDoctype, nonEmpty, withoutCompiled } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";
import { withoutPlaces } from "../../visible/without-places.ts";

export interface ShownPrints {
  /** By doctype id. */
  readonly prints: Named<readonly Print[]>;
}

export function visiblePrints(sight: Sight): ShownPrints {
  const visible = (print: Print) => withoutPlaces(print, sight.withheldFrom("print", print.id));
  return {
    prints: byDoctype(sight, ({ id }) =>
      sight.can(id, "print") ? nonEmpty(sight.of("print", id).map(withoutCompiled).map(visible)) : undefined,
    ),
  };
}
