import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import type { CompiledCondition, CompiledRule, ResolvedField, ResolvedTableField } from "../../registry/index.ts";
import type { DocumentView } from "../linking/document-view.ts";
import { walkFields } from "../linking/walk-fields.ts";
import type { DocumentRow, JsonValue } from "../types.ts";
import { fieldIndex } from "../values/field-index.ts";
import { labelParams } from "../values/label-params.ts";
import { valuesEqual } from "../values/values-equal.ts";
import { viewOf, type Work, wasSent } from "./work.ts";

/** What the document must fulfil once computed: required values, numbers of rows, conditional locks and rules. All problems at once. */
export function checkRules(work: Work, isSubmit: boolean): readonly ErrorDetail[] {
  const view = viewOf(work);
  return [
    ...missingValues(work),
    ...rowCounts(work),
    ...work.doctype.compiled.conditions.flatMap((condition) => brokenCondition(work, view, condition)),
    ...work.doctype.compiled.rules
      .filter((rule) => rule.on === "save" || isSubmit)
      .flatMap((rule) => brokenRule(work, view, rule)),
  ];
}

function missingValues({ doctype, document, stored }: Work): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  for (const { field, value, pointer } of walkFields(doctype, document, "required")) {
    // A secret that was stored is not read back: absent means unchanged.
    if (field.type === "secret" && value === undefined && stored) continue;
    if (isEmpty(value)) problems.push(errorDetail("FIELD_REQUIRED", pointer, labelParams(field)));
  }
  return problems;
}

const isEmpty = (value: JsonValue | undefined): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function rowCounts({ doctype, document }: Work): ErrorDetail[] {
  return fieldIndex(doctype).tables.flatMap((table) => {
    const count = (document[table.id] as readonly unknown[]).length;
    const min = Math.max(table.min ?? 0, table.required ? 1 : 0);
    if (count < min) return errorDetail("ROWS_TOO_FEW", `/${table.id}`, { ...labelParams(table), min });
    if (table.max !== undefined && count > table.max) {
      return errorDetail("ROWS_TOO_MANY", `/${table.id}`, { ...labelParams(table), max: table.max });
    }
    return [];
  });
}

/** The header as one place, or one place per row of a table. */
interface Place {
  readonly values: Readonly<Record<string, JsonValue | undefined>>;
  readonly before: Readonly<Record<string, JsonValue | undefined>> | undefined;
  readonly row?: DocumentView;
  readonly pointer: string;
}

function places({ document, stored }: Work, view: DocumentView, table: string | null): readonly Place[] {
  if (table === null) return [{ values: document, before: stored ?? undefined, pointer: "" }];
  const storedRows = (stored?.[table] ?? []) as readonly DocumentRow[];
  return (document[table] as readonly DocumentRow[]).map((values, index) => ({
    values,
    before: storedRows.find(({ id }) => id === values.id),
    row: (view[table] as readonly DocumentView[])[index]!,
    pointer: `/${table}/${index}`,
  }));
}

function fieldAt({ doctype }: Work, table: string | null, id: string): ResolvedField | undefined {
  const index = fieldIndex(doctype);
  if (table === null) return index.byId.get(id);
  const parent = index.byId.get(table) as ResolvedTableField | undefined;
  return parent && fieldIndex(parent.child).byId.get(id);
}

function brokenCondition(work: Work, view: DocumentView, condition: CompiledCondition): ErrorDetail[] {
  const field = fieldAt(work, condition.table, condition.field);
  if (!field || condition.kind === "shown") return [];
  return places(work, view, condition.table).flatMap(({ values, before, row, pointer }) => {
    const at = `${pointer}/${field.id}`;
    const isMissing = condition.kind === "required" && isEmpty(values[field.id]);
    const isChanged =
      condition.kind === "read_only" &&
      wasSent(work, field.id, condition.table, String(values["id"])) &&
      !valuesEqual(values[field.id], before?.[field.id]);
    if (!isMissing && !isChanged) return [];
    const holds =
      condition.expression.evaluate(work.environments({ document: view, ...(row ? { row } : {}) })) === true;
    if (!holds) return [];
    return [errorDetail(isMissing ? "FIELD_REQUIRED" : "FIELD_READ_ONLY", at, labelParams(field))];
  });
}

/** A rule holds unless it is false: an unknown value breaks no rule. */
function brokenRule(work: Work, view: DocumentView, rule: CompiledRule): ErrorDetail[] {
  return places(work, view, rule.table).flatMap(({ row, pointer }) => {
    const environment = work.environments({ document: view, ...(row ? { row } : {}) });
    if (rule.check.evaluate(environment) !== false) return [];
    const at = rule.field === null ? pointer : `${pointer}/${rule.field}`;
    return [
      errorDetail("RULE_BROKEN", at, { rule: rule.id, message_fr: rule.message.fr, message_en: rule.message.en }),
    ];
  });
}
