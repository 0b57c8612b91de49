import { fieldIndex, type LinkPlan } from "../../../../engine/calculation/index.ts";
import type { VisibleDoctypes } from "../../../../engine/contract/index.ts";

export interface Needs {
  /** Fields to ask for, by doctype. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Can all of it be asked for? Rows of a linked document come with no list. */
  readonly isReachable: boolean;
}

/** Which fields of which linked documents a plan reads, so that exactly those are asked for. */
export function collectNeeds(doctypes: VisibleDoctypes, { targets, singles }: LinkPlan): Needs {
  const needs = new Map<string, Set<string>>();
  let isReachable = true;
  const follow = (doctypeId: string, [name, ...below]: readonly string[], isAsked: boolean): void => {
    if (name === undefined) return;
    if (isAsked) needs.set(doctypeId, (needs.get(doctypeId) ?? new Set()).add(name));
    const doctype = doctypes.get(doctypeId);
    const field = doctype && fieldIndex(doctype).byId.get(name);
    if (field?.type === "table") isReachable = false;
    if (field?.type === "link") follow(field.to, below, true);
  };
  for (const [doctype, paths] of targets) for (const path of paths) follow(doctype, path, true);
  // A single doctype is read whole.
  for (const [doctype, paths] of singles) for (const path of paths) follow(doctype, path, false);
  return { needs, isReachable };
}
