import type { Named, Workflow } from "../../types/index.ts";
import { byDoctype, withoutCompiled } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";
import { withoutPlaces } from "../../visible/without-places.ts";

export interface ShownWorkflows {
  /** By doctype id. */
  readonly workflows: Named<Workflow>;
}

/** A condition over what the person does not read is left out: the server decides. One of hidden states is not told at all. */
export function visibleWorkflows(sight: Sight): ShownWorkflows {
  return {
    workflows: byDoctype(sight, ({ id }) => {
      const [workflow] = sight.of("workflow", id).map(withoutCompiled);
      const places = workflow && sight.withheldFrom("workflow", workflow.id);
      return places?.has("/field") ? undefined : workflow && withoutPlaces(workflow, places ?? new Set());
    }),
  };
}
