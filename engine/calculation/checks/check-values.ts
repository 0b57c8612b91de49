import type {
  CompiledCondition,
  CompiledRule,
  Environment,
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
  const problems = [...missingValues(judged), ...rowCounts(judged)];
  const known = new Map<string | null, readonly Place[]>();
  const placesOf = (table: string | null): readonly Place[] => {
    let all = known.get(table);
    if (!all) {
      all = places(judged, table);
      known.set(table, all);
    }
    return all;
  };
  for (const condition of conditions) {
    if (condition.kind !== "shown") problems.push(...brokenCondition(judged, condition, placesOf(condition.table)));
  }
  for (const rule of rules)
    if (rule.on === "save" || isSubmit) problems.push(...brokenRule(rule, placesOf(rule.table)));
  return problems;
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
  readonly environment: Environment;
  readonly pointer: string;
}

function places({ document, stored, view, environments }: Judged, table: string | null): readonly Place[] {
  if (table === null) {
    const environment = environments({ document: view });
    return [{ values: document, before: stored ?? undefined, environment, pointer: "" }];
  }
  return (document[table] as readonly DocumentRow[]).map((values, index) => ({
    values,
    before: storedRow(stored, table, values.id, index),
    environment: environments({ document: view, row: (view[table] as readonly DocumentView[])[index]! }),
    pointer: `/${table}/${index}`,
  }));
}

function fieldAt({ doctype }: Judged, table: string | null, id: string): ResolvedField | undefined {
  const index = fieldIndex(doctype);
  if (table === null) return index.byId.get(id);
  const parent = index.byId.get(table) as ResolvedTableField | undefined;
  return parent && fieldIndex(parent.child).byId.get(id);
}

function brokenCondition(judged: Judged, condition: CompiledCondition, at: readonly Place[]): ErrorDetail[] {
  const field = fieldAt(judged, condition.table, condition.field);
  if (!field) return [];
  return at.flatMap(({ values, before, environment, pointer }) => {
    const isMissing = condition.kind === "required" && isEmpty(values[field.id]);
    const isChanged =
      condition.kind === "read_only" &&
      judged.wasSent(field.id, condition.table, String(values["id"])) &&
      !valuesEqual(values[field.id], before?.[field.id]);
    if (!isMissing && !isChanged) return [];
    if (condition.expression.evaluate(environment) !== true) return [];
    const code = isMissing ? "FIELD_REQUIRED" : "FIELD_READ_ONLY";
    return [errorDetail(code, `${pointer}/${field.id}`, labelParams(field))];
  });
}

/** A rule holds unless it is false: an unknown value breaks no rule. */
function brokenRule(rule: CompiledRule, at: readonly Place[]): ErrorDetail[] {
  return at.flatMap(({ environment, pointer }) => {
    if (rule.check.evaluate(environment) !== false) return [];
    const where = rule.field === null ? pointer : `${pointer}/${rule.field}`;
    return [
      errorDetail("RULE_BROKEN", where, { rule: rule.id, message_fr: rule.message.fr, message_en: rule.message.en }),
    ];
  });
}
