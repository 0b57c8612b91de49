import { doctypeJsonSchema } from "../../json-schema/doctype-json-schema.ts";
import type { Doctype, Field, Named } from "../../types/index.ts";
import type { Sight } from "../../visible/sight.ts";
import { withoutPlaces } from "../../visible/without-places.ts";
import type { ResolvedDoctype } from "./resolved-doctype.ts";
import type { MetaRights } from "./shown-rights.ts";

export interface MetaDoctype extends Doctype {
  readonly module: string;
  /** In declared order. */
  readonly fields: Named<Field>;
  readonly rights: MetaRights;
  /** Is something of it computed from what the person does not read? How is left out then, and the server is asked. */
  readonly is_partial: boolean;
  /** JSON Schema 2020-12 of the values of a create. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A shown doctype as a JSON Schema. */
export const DOCTYPE_SCHEMA = {
  type: "object",
  required: ["id", "label", "module", "kind", "fields", "rights", "is_partial", "schema"],
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
    is_partial: { type: "boolean" },
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
  const declared = new Map([...sight.rights.keys()].map((id) => [id, visiblePart(sight, id)] as const));
  const model = { get: (_: unknown, id: string) => declared.get(id) };
  const shown = [...sight.rights].flatMap(([id, rights]): MetaDoctype[] => {
    const [part, resolved] = [declared.get(id), sight.artefacts.doctypes.get(id)];
    if (!part || !resolved) return [];
    const schema = doctypeJsonSchema(part, model as Parameters<typeof doctypeJsonSchema>[1]);
    const doctype = { ...part, module: resolved.module, rights, is_partial: isPartial(sight, part), schema };
    return [withStates(doctype, sight)];
  });
  return { doctypes: Object.fromEntries(shown.map((doctype) => [doctype.id, doctype])) };
}

/** A rule, or how rows are derived, means nothing in part. */
const WHOLES = [/^\/rules\/[^/]+/, /^\/fields\/[^/]+\/derive/];

/** The doctype as declared, without what was compiled from it and what tells of fields the person does not read. */
function visiblePart(sight: Sight, doctype: string): Doctype {
  const resolved = sight.artefacts.doctypes.get(doctype) as ResolvedDoctype;
  const { id, label, description, plural, kind, lifecycle, number, title, icon, rules, search, tree } = resolved;
  // Screens that were open under the former name go on under this one.
  const { renamed_from } = resolved;
  const hidden = sight.hiddenFields(doctype);
  const fields = Object.fromEntries(Object.entries(resolved.fields).filter(([field]) => !hidden.has(field)));
  const declared = {
    id,
    label,
    description,
    plural,
    kind,
    lifecycle,
    number,
    title,
    icon,
    fields,
    rules,
    search,
    tree,
    ...(renamed_from !== undefined && { renamed_from }),
  };
  const places = sight.withheldFrom("doctype", doctype);
  const part: Doctype = withoutPlaces(declared, places, WHOLES);
  return { ...part, fields: withUntold(part.fields, declared.fields) };
}

/**
 * That a value is computed or proposed is told, not how: an empty expression, which nobody can evaluate, so that the server is
 * asked. Rows derived in a way that is not told are not typed either.
 */
function withUntold(fields: Named<Field>, declared: Named<Field>): Named<Field> {
  return Object.fromEntries(
    Object.entries(fields).map(([id, field]) => {
      const was = declared[id] as Field;
      const untold = (["formula", "default"] as const).filter(
        (member) => was[member] !== undefined && field[member] === undefined,
      );
      const isDerived = was.type === "table" && was.derive !== undefined && !("derive" in field);
      const closed = isDerived ? { read_only: true } : {};
      return [id, { ...field, ...closed, ...Object.fromEntries(untold.map((member) => [member, ""])) } as Field];
    }),
  );
}

/** What a form computes while one types, rules apart: those are judged when the document is saved. */
const COMPUTED =
  /^\/fields\/([^/]+)\/(default|formula|required_when|shown_when|read_only_when|currency|derive|fill)(\/|$)/;

/** Amounts are rounded to their currency: without its code nobody can tell to how many decimals. */
function isPartial(sight: Sight, { id, fields }: Doctype): boolean {
  const isWithheld = (doctype: string) => {
    const hidden = sight.hiddenFields(doctype);
    const places = [...sight.withheldFrom("doctype", doctype)];
    return places.some((place) => !hidden.has(COMPUTED.exec(place)?.[1] ?? place) && COMPUTED.test(place));
  };
  return isWithheld(id) || Object.values(fields).some((field) => field.type === "table" && isWithheld(field.of));
}

/** What a state is called and its colour are said once, by the workflow: the option that holds it is shown like it. */
function withStates(doctype: MetaDoctype, { of }: Sight): MetaDoctype {
  const [workflow] = doctype.kind === "child" ? [] : of("workflow", doctype.id);
  const field = workflow && doctype.fields[workflow.field];
  if (field?.type !== "choice") return doctype;
  const options = Object.entries(field.options).map(([id, option]) => {
    const { label = option.label, color } = workflow?.states[id] ?? option;
    return [id, { ...option, label, ...(color && { color }) }] as const;
  });
  const shown = { ...field, options: Object.fromEntries(options) };
  return { ...doctype, fields: { ...doctype.fields, [workflow!.field]: shown } };
}
