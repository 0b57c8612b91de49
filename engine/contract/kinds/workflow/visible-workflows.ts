import type { Named, Workflow } from "../../types/index.ts";
import { byDoctype, withoutCompiled } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";

export interface ShownWorkflows {
  /** By doctype id. */
  readonly workflows: Named<Workflow>;
}

export function visibleWorkflows(sight: Sight): ShownWorkflows {
  return { workflows: byDoctype(sight, ({ id }) => sight.of("workflow", id).map(withoutCompiled)[0]) };
}
