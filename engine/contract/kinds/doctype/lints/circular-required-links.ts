import { type Lint, problem } from "../../../lints/lint.ts";
import type { MetadataModel } from "../../../metadata/metadata-model.ts";
import type { Doctype } from "../../../types/index.ts";

/** Documents that each need another first could never be created. */
export const circularRequiredLinks: Lint<Doctype> = {
  id: "circular-required-links",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const cycle = requiredCycle(artefact.id, model);
    if (!cycle) return [];
    // One cycle is reported once, at the first of its doctypes.
    const ids = cycle.map(({ doctype }) => doctype);
    if (ids.toSorted()[0] !== artefact.id) return [];
    const path = ["fields", cycle[0]?.field ?? "", "required"];
    return [problem(file, path, "METADATA_CIRCULAR_LINKS", { cycle: [...ids, artefact.id].join(" → ") })];
  },
};

interface Step {
  readonly doctype: string;
  readonly field: string;
}

/** Shortest way over required links from a doctype back to itself. */
function requiredCycle(start: string, model: MetadataModel): readonly Step[] | undefined {
  const queue: { at: string; way: readonly Step[] }[] = [{ at: start, way: [] }];
  const seen = new Set<string>();
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const { field, to } of requiredLinks(next.at, model)) {
      const way = [...next.way, { doctype: next.at, field }];
      if (to === start) return way;
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push({ at: to, way });
    }
  }
  return undefined;
}

function requiredLinks(doctype: string, model: MetadataModel): { field: string; to: string }[] {
  return Object.entries(model.get("doctype", doctype)?.fields ?? {}).flatMap(([id, field]) =>
    field.type === "link" && field.required ? [{ field: id, to: field.to }] : [],
  );
}
