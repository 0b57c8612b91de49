import type {
  CompiledCondition,
  CompiledRule,
  ResolvedDoctype,
  ResolvedField,
  ResolvedTableField,
} from "../../contract/index.ts";
import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import type { EnvironmentFactory } from "../computing/environment-factory.ts";
import { storedRow } from "../computing/rows-of.ts";
import type { DocumentRow, JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { labelParams } from "../fields/label-params.ts";
import { walkFields } from "../fields/walk-fields.ts";
import type { DocumentView } from "../links/document-view.ts";
import { valuesEqual } from "../values/values-equal.ts";

/** A computed document and what it takes to judge it. */
export interface Judged {
  readonly doctype: ResolvedDoctype;
  readonly document: Members;
  readonly stored: Members | null;
  readonly view: DocumentView;
  readonly environments: EnvironmentFactory;
  /** Did somebody send this value himself? */
  readonly wasSent: (field: string, table: string | null, row: string) => boolean;
}

/** What the document must fulfil once computed: required values, numbers of rows, conditional locks and rules. All problems at once. */
export function checkValues(judged: Judged, isSubmit: boolean): readonly ErrorDetail[] {
  const { conditions, rules } = judged.doctype.compiled;
  return [
    ...missingValues(judged),
    ...rowCounts(judged),
    ...conditions.flatMap((condition) => brokenCondition(judged, condition)),
    ...rules.filter((rule) => rule.on === "save" || isSubmit).flatMap((rule) => brokenRule(judged, rule)),
  ];
}

function missingValues({ doctype, document, stored }: Judged): ErrorDetail[] {
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

function rowCounts({ doctype, document }: Judged): ErrorDetail[] {
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

function places({ document, stored, view }: Judged, table: string | null): readonly Place[] {
  if (table === null) return [{ values: document, before: stored ?? undefined, pointer: "" }];
  return (document[table] as readonly DocumentRow[]).map((values, index) => ({
    values,
    before: storedRow(stored, table, values.id, index),
    row: (view[table] as readonly DocumentView[])[index]!,
    pointer: `/${table}/${index}`,
  }));
}

function fieldAt({ doctype }: Judged, table: string | null, id: string): ResolvedField | undefined {
  const index = fieldIndex(doctype);
  if (table === null) return index.byId.get(id);
  const parent = index.byId.get(table) as ResolvedTableField | undefined;
  return parent && fieldIndex(parent.child).byId.get(id);
}

function brokenCondition(judged: Judged, condition: CompiledCondition): ErrorDetail[] {
  const field = fieldAt(judged, condition.table, condition.field);
  if (!field || condition.kind === "shown") return [];
  return places(judged, condition.table).flatMap(({ values, before, row, pointer }) => {
    const at = `${pointer}/${field.id}`;
    const isMissing = condition.kind === "required" && isEmpty(values[field.id]);
    const isChanged =
      condition.kind === "read_only" &&
      judged.wasSent(field.id, condition.table, String(values["id"])) &&
      !valuesEqual(values[field.id], before?.[field.id]);
    if (!isMissing && !isChanged) return [];
    const holds =
      condition.expression.evaluate(judged.environments({ document: judged.view, ...(row ? { row } : {}) })) === true;
    if (!holds) return [];
    return [errorDetail(isMissing ? "FIELD_REQUIRED" : "FIELD_READ_ONLY", at, labelParams(field))];
  });
}

/** A rule holds unless it is false: an unknown value breaks no rule. */
function brokenRule(judged: Judged, rule: CompiledRule): ErrorDetail[] {
  return places(judged, rule.table).flatMap(({ row, pointer }) => {
    const environment = judged.environments({ document: judged.view, ...(row ? { row } : {}) });
    if (rule.check.evaluate(environment) !== false) return [];
    const at = rule.field === null ? pointer : `${pointer}/${rule.field}`;
    return [
      errorDetail("RULE_BROKEN", at, { rule: rule.id, message_fr: rule.message.fr, message_en: rule.message.en }),
    ];
  });
}
