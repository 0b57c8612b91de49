import { ACTIONS, type Action, type Doctype, type Field, type Named } from "../../types/index.ts";
import type { Sight } from "../../visible/sight.ts";
import type { ResolvedDoctype } from "./resolved-doctype.ts";

export interface MetaDoctype extends Doctype {
  readonly module: string;
  /** In declared order. */
  readonly fields: Named<Field>;
  readonly rights: MetaRights;
  /** JSON Schema 2020-12 of the values of a create. */
  readonly schema: Readonly<Record<string, unknown>>;
}
export interface MetaRights {
  readonly actions: readonly Action[];
  readonly read_level: number;
  readonly write_level: number;
}

/** A shown doctype as a JSON Schema. */
export const DOCTYPE_SCHEMA = {
  type: "object",
  required: ["id", "label", "module", "kind", "fields", "rights", "schema"],
  properties: {
    fields: { type: "object" },
    rights: {
      type: "object",
      required: ["actions", "read_level", "write_level"],
      properties: {
        actions: { type: "array", items: { type: "string" } },
        read_level: { type: "integer" },
        write_level: { type: "integer" },
      },
      additionalProperties: false,
    },
    schema: { type: "object" },
  },
  additionalProperties: true,
};

export interface ShownDoctypes {
  /** By doctype id; child doctypes (rows of tables) included. */
  readonly doctypes: Named<MetaDoctype>;
}

/** Doctypes with the read right, and the child doctypes of their visible tables. */
export function shownDoctypes(sight: Sight): ShownDoctypes {
  const readable = new Map<string, MetaDoctype>();
  const childLevels = new Map<string, MetaRights>();
  for (const doctype of sight.artefacts.doctypes.values()) {
    if (doctype.kind === "child" || !sight.can(doctype.id, "read")) continue;
    const rights = rightsOn(sight, doctype.id);
    readable.set(doctype.id, withStates(metaDoctype(doctype, rights), sight));
    for (const child of childrenOf(doctype, rights.read_level))
      childLevels.set(child, widest(childLevels.get(child), rights));
  }
  for (const [id, rights] of childLevels) {
    const child = sight.artefacts.doctypes.get(id);
    if (child) readable.set(id, metaDoctype(child, rights));
  }
  return { doctypes: Object.fromEntries(readable) };
}

/** Fields of a doctype above the person's level. */
export function hiddenFields({ artefacts, shown }: Sight, id: string): ReadonlySet<string> {
  const seen = shown("doctype").doctypes[id]?.fields ?? {};
  const fields = artefacts.doctypes.get(id)?.fields ?? {};
  return new Set(Object.keys(fields).filter((field) => !Object.hasOwn(seen, field)));
}

function rightsOn(sight: Sight, doctype: string): MetaRights {
  return {
    actions: ACTIONS.filter((action) => sight.can(doctype, action)),
    read_level: sight.readLevel(doctype),
    write_level: sight.writeLevel(doctype),
  };
}

const NO_RIGHTS: MetaRights = { actions: [], read_level: 0, write_level: 0 };

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

function metaDoctype(doctype: ResolvedDoctype, rights: MetaRights): MetaDoctype {
  const fields = visibleFields(doctype.fields, rights.read_level);
  return { ...declaredPart(doctype), module: doctype.module, fields, rights, schema: visibleSchema(doctype, fields) };
}

/** What a state is called and its colour are said once, by the workflow: the option that holds it is shown like it. */
function withStates(doctype: MetaDoctype, { of }: Sight): MetaDoctype {
  const [workflow] = of("workflow", doctype.id);
  const field = workflow && doctype.fields[workflow.field];
  if (field?.type !== "choice") return doctype;
  const options = Object.entries(field.options).map(([id, option]) => {
    const { label = option.label, color } = workflow?.states[id] ?? option;
    return [id, { ...option, label, ...(color && { color }) }] as const;
  });
  const shown = { ...field, options: Object.fromEntries(options) };
  return { ...doctype, fields: { ...doctype.fields, [workflow!.field]: shown } };
}

/** The doctype as declared, without what was compiled from it. */
function declaredPart(doctype: ResolvedDoctype): Doctype {
  const { id, label, description, plural, kind, lifecycle, number, title, icon, fields, rules, search, tree } = doctype;
  return { id, label, description, plural, kind, lifecycle, number, title, icon, fields, rules, search, tree };
}

function visibleFields(fields: Named<Field>, readLevel: number): Named<Field> {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => (field.level ?? 0) <= readLevel));
}

function visibleSchema(doctype: ResolvedDoctype, fields: Named<Field>): MetaDoctype["schema"] {
  const schema = doctype.jsonSchema;
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, unknown>>;
  const hidden = Object.keys(doctype.fields).filter((id) => !Object.hasOwn(fields, id));
  if (hidden.length === 0) return schema;
  const required = (schema["required"] ?? []) as readonly string[];
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([id]) => !hidden.includes(id))),
    required: required.filter((id) => !hidden.includes(id)),
  };
}
