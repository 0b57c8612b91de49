import { ACTIONS, type Action } from "../../types/index.ts";
import type { Viewer } from "../../visible/sight.ts";
import type { ResolvedDoctype } from "./resolved-doctype.ts";

export interface MetaRights {
  readonly actions: readonly Action[];
  readonly read_level: number;
  readonly write_level: number;
}

const NO_RIGHTS: MetaRights = { actions: [], read_level: 0, write_level: 0 };

/** The doctypes somebody reads, child doctypes of the tables he sees included, each with his rights: the widest of its uses. */
export function shownRights(viewer: Viewer): ReadonlyMap<string, MetaRights> {
  const documents = new Map<string, MetaRights>();
  const rows = new Map<string, MetaRights>();
  for (const doctype of viewer.artefacts.doctypes.values()) {
    if (doctype.kind === "child" || !viewer.can(doctype.id, "read")) continue;
    const rights = rightsOn(viewer, doctype.id);
    documents.set(doctype.id, rights);
    for (const child of childrenOf(doctype, rights.read_level)) rows.set(child, widest(rows.get(child), rights));
  }
  return new Map([...documents, ...rows]);
}

function rightsOn(viewer: Viewer, doctype: string): MetaRights {
  return {
    actions: ACTIONS.filter((action) => viewer.can(doctype, action)),
    read_level: viewer.highestReadLevel(doctype),
    write_level: viewer.highestWriteLevel(doctype),
  };
}

function widest(one: MetaRights = NO_RIGHTS, other: MetaRights): MetaRights {
  return {
    actions: ACTIONS.filter((action) => one.actions.includes(action) || other.actions.includes(action)),
    read_level: Math.max(one.read_level, other.read_level),
    write_level: Math.max(one.write_level, other.write_level),
  };
}

function childrenOf(doctype: ResolvedDoctype, readLevel: number): string[] {
  return doctype.fieldList.flatMap((field) =>
    field.type === "table" && (field.level ?? 0) <= readLevel ? [field.of] : [],
  );
}
