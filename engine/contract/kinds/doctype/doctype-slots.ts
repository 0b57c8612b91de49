import { callSlots } from "../../calls/call-places.ts";
import type { Scope } from "../../expression/index.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot, TEXT } from "../../slots/expression-slot.ts";
import type { Doctype, Field, Rule, TableField } from "../../types/index.ts";

type FiledDoctype = Filed<Doctype>;

/** Where a doctype's expressions stand: in the document itself, or, for a child doctype, in a row of one of its uses. */
interface Standing {
  readonly scope: Scope;
  /** Where defaults and formulas stand. */
  readonly computing: Scope;
  /** Document doctype, and the child doctype when standing in a row. */
  readonly document: string;
  readonly row?: string;
  readonly use: string;
}

/** Expressions of a doctype; those of a child doctype once per use. */
export function doctypeSlots(filed: FiledDoctype, context: SlotContext): ExpressionSlot[] {
  const { artefact: doctype } = filed;
  if (doctype.kind !== "child") {
    const scope = context.scopes.document(doctype.id);
    const standing = { scope, computing: scope, document: doctype.id, use: "" };
    return slotsStanding(filed, standing, context);
  }
  return context.model.usesOf(doctype.id).flatMap((use) => {
    const place = { doctype: use.doctype.id, child: doctype.id };
    const standing = {
      scope: context.scopes.row(place),
      computing: context.scopes.laterRow(place),
      document: use.doctype.id,
      row: doctype.id,
      use: tableUseName(use.doctype.id, use.fieldId),
    };
    return slotsStanding(filed, standing, context);
  });
}

/** Name of one use of a child doctype, for `slotKey`. */
export function tableUseName(doctype: string, field: string): string {
  return `${doctype}.${field}`;
}

function slotsStanding(filed: FiledDoctype, standing: Standing, context: SlotContext): ExpressionSlot[] {
  const { artefact: doctype, file } = filed;
  const { scope, use } = standing;
  return [
    ...slot(file, ["title"], doctype.title, scope, { expected: TEXT, sql: true, use }),
    ...slot(file, ["number", "series"], doctype.number?.series, scope, { form: "series", use }),
    ...Object.entries(doctype.fields).flatMap(([id, field]) => fieldSlots(filed, id, field, standing, context)),
    ...Object.entries(doctype.rules ?? {}).flatMap(([id, rule]) =>
      slot(file, ["rules", id, "check"], rule.check, ruleScope(doctype, rule, standing, context), {
        expected: BOOLEAN,
        use,
      }),
    ),
  ];
}

function fieldSlots(filed: FiledDoctype, id: string, field: Field, standing: Standing, context: SlotContext) {
  const { file, artefact: doctype } = filed;
  const { scope, computing, use } = standing;
  const at = (...path: string[]) => ["fields", id, ...path];
  const slots = [
    ...slot(file, at("default"), field.default, computing, { target: field, use }),
    ...slot(file, at("formula"), field.formula, computing, { target: field, use }),
    ...slot(file, at("required_when"), field.required_when, scope, { expected: BOOLEAN, use }),
    ...slot(file, at("shown_when"), field.shown_when, scope, { expected: BOOLEAN, use }),
    ...slot(file, at("read_only_when"), field.read_only_when, scope, { expected: BOOLEAN, use }),
  ];
  if (field.type === "link") {
    const linked = context.scopes.linked(field.to, standing.document, standing.row);
    for (const part of ["where", "offered"] as const) {
      slots.push(...slot(file, at(part), field[part], linked, { expected: BOOLEAN, sql: true, use }));
    }
  }
  if (field.type === "computed")
    slots.push(...slot(file, at("expression"), field.expression, scope, { target: field, sql: true, use }));
  if (field.type === "table") {
    slots.push(...derivationSlots(filed, doctype, id, field, context));
    slots.push(...fillSlots(filed, id, field, standing, context));
  }
  return slots;
}

function derivationSlots(
  { file }: FiledDoctype,
  doctype: Doctype,
  id: string,
  field: TableField,
  { model, scopes }: SlotContext,
): ExpressionSlot[] {
  const { derive } = field;
  const source = derive && doctype.fields[derive.each];
  if (!derive || source?.type !== "table") return [];
  const columns = model.get("doctype", field.of)?.fields ?? {};
  const row = scopes.row({ doctype: doctype.id, child: source.of });
  const group = scopes.group({ doctype: doctype.id, child: field.of }, source.of);
  const at = (...path: string[]) => ["fields", id, "derive", ...path];
  return [
    ...slot(file, at("where"), derive.where, row, { expected: BOOLEAN }),
    ...Object.entries(derive.by).flatMap(([column, text]) =>
      slot(file, at("by", column), text, row, { target: columns[column] }),
    ),
    ...Object.entries(derive.set).flatMap(([column, text]) =>
      slot(file, at("set", column), text, group, { target: columns[column] }),
    ),
  ];
}

function fillSlots({ file }: FiledDoctype, id: string, { fill }: TableField, at: Standing, context: SlotContext) {
  if (!fill) return [];
  const path = ["fields", id, "fill"];
  return [
    ...slot(file, [...path, "when"], fill.when, at.scope, { expected: BOOLEAN }),
    ...callSlots(file, path, fill, at.document, context),
  ];
}

/** At a column of a table a rule speaks of each row, else of the document. */
function ruleScope(doctype: Doctype, rule: Rule, standing: Standing, { scopes }: SlotContext): Scope {
  const [first = "", column] = rule.at?.split(".") ?? [];
  const table = column === undefined ? undefined : doctype.fields[first];
  return table?.type === "table" ? scopes.row({ doctype: doctype.id, child: table.of }) : standing.scope;
}
