import { SYSTEM_FIELD_DEFINITIONS } from "../fields/system-fields.ts";
import type { ArtefactKind } from "../kinds/all-kinds.ts";
import { type MetaRights, shownRights } from "../kinds/doctype/shown-rights.ts";
import type { Viewer } from "./sight.ts";

/** What somebody reads of the doctypes, and where the metadata tells of anything else. */
export interface Withheld {
  /** By doctype; those he does not read are absent. */
  readonly rights: ReadonlyMap<string, MetaRights>;
  /** Fields of a doctype he does not read. */
  hiddenFields(doctype: string): ReadonlySet<string>;
  /** Pointers in an artefact at which a field is named, or read by an expression, that he does not read. */
  withheldFrom(kind: ArtefactKind, id: string): ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Whatever is derived from a field tells of it, in every kind of artefact alike: one index of who mentions what answers for all. */
export function withheldPlaces(viewer: Viewer): Withheld {
  const rights = shownRights(viewer);
  const hiddenFields = (id: string) => hiddenAbove(viewer, id, rights.get(id)?.read_level ?? null);
  let places: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return {
    rights,
    hiddenFields,
    withheldFrom(kind, id) {
      places ??= collectPlaces(viewer, rights);
      return places.get(`${kind} ${id}`) ?? NOTHING;
    },
  };
}

/** All its fields where the doctype is not read at all, the engine's own too. */
function hiddenAbove({ artefacts }: Viewer, id: string, level: number | null): ReadonlySet<string> {
  const fields = artefacts.doctypes.get(id)?.fieldList ?? [];
  if (level === null) return new Set([...fields.map((field) => field.id), ...Object.keys(SYSTEM_FIELD_DEFINITIONS)]);
  return new Set(fields.flatMap((field) => ((field.level ?? 0) > level ? [field.id] : [])));
}

function collectPlaces(viewer: Viewer, rights: Withheld["rights"]): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const id of viewer.artefacts.doctypes.keys()) {
    const level = rights.get(id)?.read_level ?? null;
    const lent = hiddenAbove(viewer, id, level ?? 0);
    for (const field of hiddenAbove(viewer, id, level)) {
      for (const { kind, id: artefact, pointer } of viewer.whoUses(id, field)) {
        // The grant of a report lends the plain fields of what it links to.
        if (kind === "report" && !lent.has(field)) continue;
        const name = `${kind} ${artefact}`;
        places.set(name, (places.get(name) ?? new Set()).add(pointer));
      }
    }
  }
  return places;
}
