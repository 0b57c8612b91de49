import { fail, isPerfexError } from "../../kernel/index.ts";
import {
  type CheckedExpression,
  type CompiledSeries,
  checkExpression,
  compileTemplateSeries,
  compileToSql,
  createSqlTarget,
} from "../expression/index.ts";
import { DYNAMIC_LINK_RECORD } from "../fields/expression-type.ts";
import type { Finding } from "../finding.ts";
import type { WatchedModel } from "../metadata/watch-model.ts";
import type { ExpressionSlot } from "./expression-slot.ts";

export interface CheckedSlots {
  /** By slot key. */
  readonly expressions: ReadonlyMap<string, CheckedExpression>;
  readonly series: ReadonlyMap<string, CompiledSeries>;
  readonly findings: readonly Finding[];
}

/** Parses and type-checks every slot. A text checked for several uses is reported once. */
export function checkSlots(
  slots: readonly ExpressionSlot[],
  certain: WatchedModel["certain"] = (check) => check(),
): CheckedSlots {
  const expressions = new Map<string, CheckedExpression>();
  const series = new Map<string, CompiledSeries>();
  const findings = new Map<string, Finding>();
  for (const slot of slots) {
    const found = certain(() => {
      try {
        if (slot.form === "series") series.set(slot.key, compileTemplateSeries(slot.source, slot.scope));
        else expressions.set(slot.key, checkSlot(slot));
        return [];
      } catch (error) {
        return [findingOf(slot, error)];
      }
    });
    const place = `${slot.file.key}#${slot.pointer}`;
    for (const one of found) if (!findings.has(place)) findings.set(place, one);
  }
  return { expressions, series, findings: [...findings.values()] };
}

function checkSlot(slot: ExpressionSlot): CheckedExpression {
  const checked = checkExpression(slot.source, slot.scope, slot.expected);
  if (slot.anyRecord) mustBeRecordOf(slot.anyRecord, checked);
  if (slot.sql) compileToSql(checked, anySqlTarget());
  return checked;
}

/** A dynamic link takes a document of one of its doctypes, or another dynamic link's value. */
function mustBeRecordOf(doctypes: readonly string[], { type, source }: CheckedExpression): void {
  const found = type.kind === "record" ? type.doctype : type.kind;
  if ([...doctypes, DYNAMIC_LINK_RECORD, "null"].includes(found)) return;
  fail("METADATA_DYNAMIC_LINK_VALUE", { source, found, allowed: doctypes.join(", ") });
}

/** A target that accepts every path: only what SQL itself cannot say is refused. */
function anySqlTarget() {
  return createSqlTarget({
    column: (path) => path.join("."),
    currencyDecimals: () => "2",
    today: "2000-01-01",
    now: "2000-01-01T00:00:00.000Z",
    timeZone: "UTC",
    roles: new Set(),
  });
}

/** Turns an expression's refusal into a finding; anything else is a bug and goes on. */
function findingOf(slot: ExpressionSlot, error: unknown): Finding {
  if (!isPerfexError(error) || error.status !== 422) throw error;
  const suggestion = error.data?.["suggestion"];
  return {
    code: error.code,
    severity: "error",
    file: slot.file.path,
    pointer: slot.pointer,
    message: error.text,
    ...(typeof suggestion === "string" ? { suggestion } : {}),
  };
}
