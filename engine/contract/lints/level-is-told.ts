import { finding } from "../finding.ts";
import type { ArtefactKind } from "../kinds/all-kinds.ts";
import { KINDS } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import { permittedDoctypes } from "../kinds/role/role-slots.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { fromPointer } from "../pointer.ts";
import { expressionMentions, type FieldMention } from "../references/expression-mentions.ts";
import { createScopes, rootRecord, type Scopes } from "../scopes/scopes.ts";
import type { ExpressionSlot } from "../slots/expression-slot.ts";
import type { Doctype, Workflow } from "../types/index.ts";
import type { Lint } from "./lint.ts";

/** Kinds whose outcomes reach whoever reads the document: its values and conditions, and what is done with it. */
const TOLD: readonly ArtefactKind[] = ["doctype", "workflow", "conversion"];

/** What is derived from a field above a role's level and told to that role gives the field away. */
export const levelIsTold: Lint = {
  id: "level-is-told",
  phase: "meaning",
  check: ({ file, artefact }, { model, expressions }) => {
    if (!TOLD.includes(file.kind)) return [];
    const kind: Kind = KINDS[file.kind];
    const slots = kind.slots?.({ file, artefact }, { model, scopes: scopesOf(model) }) ?? [];
    return slots.flatMap((slot) => {
      const expression = expressions.get(slot.key);
      const subject = expression && rootRecord(slot.scope);
      if (!expression || subject === undefined) return [];
      const mentions = expressionMentions(expression, slot.scope, subject);
      const told = mentions.flatMap((mention) => toldTo(mention, subject, slot, model) ?? []);
      return told.slice(0, 1).map((params) => {
        return finding("METADATA_LEVEL_TOLD", slot.pointer, params, { file: file.path, severity: "warning" });
      });
    });
  },
};

const remembered = new WeakMap<MetadataModel, Scopes>();

function scopesOf(model: MetadataModel): Scopes {
  const scopes = remembered.get(model) ?? createScopes(model);
  remembered.set(model, scopes);
  return scopes;
}

/** The role that is told of a field it does not read, if there is one. */
function toldTo({ doctype, field }: FieldMention, subject: string, slot: ExpressionSlot, model: MetadataModel) {
  const owner = model.get("doctype", doctype);
  const level = owner?.fields[field]?.level ?? 0;
  const place = placeOf(slot);
  if (level <= place.level) return null;
  const holder = owner?.kind === "child" ? subject : doctype;
  for (const { artefact: role } of model.all("role")) {
    if (place.roles && !place.roles.includes(role.id)) continue;
    const reads = readLevel(model, role.permissions, subject);
    const known = readLevel(model, role.permissions, holder) ?? 0;
    if (reads !== null && reads >= place.level && known < level) return { field, level, role: role.id, known };
  }
  return null;
}

interface Place {
  /** What one must read to be told. */
  readonly level: number;
  readonly roles?: readonly string[] | undefined;
}

function placeOf({ file, pointer }: ExpressionSlot): Place {
  const [part = "", name = ""] = fromPointer(pointer);
  if (file.kind === "doctype")
    return { level: (file.json as unknown as Doctype).fields[part === "fields" ? name : ""]?.level ?? 0 };
  const transitions = file.kind === "workflow" ? (file.json as unknown as Workflow).transitions : {};
  return { level: 0, roles: part === "transitions" ? transitions[name]?.roles : undefined };
}

interface Permission {
  readonly actions: readonly string[] | "all";
  readonly read_level?: number;
}

/** The highest level at which a role reads a doctype; null where it does not. */
function readLevel(
  model: MetadataModel,
  permissions: Readonly<Record<string, Permission>>,
  doctype: string,
): number | null {
  const levels = Object.entries(permissions).flatMap(([target, { actions, read_level = 0 }]) => {
    const isRead = actions === "all" || actions.includes("read");
    return isRead && permittedDoctypes(target, model).includes(doctype) ? [read_level] : [];
  });
  return levels.length === 0 ? null : Math.max(...levels);
}
