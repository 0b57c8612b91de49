import { fieldIndex, isSubmittable } from "../../calculation/index.ts";
import { ident, type Sql, sql } from "../../database/index.ts";
import { type ErrorDetail, errorDetail, fail, parseDecimal } from "../../kernel/index.ts";
import { raiseProblems } from "../checks/raise-problems.ts";
import { FalsePresumption } from "../pipeline/false-presumption.ts";
import type { Work } from "../run/work.ts";
import type { Look, WritePlan } from "../run/write-plan.ts";
import type { DocumentRow, RemainingLine } from "../types.ts";
import { isMoreThanLeft } from "./quantity-left.ts";
import { conversionsInto, type LineConversion, remainingSql } from "./remaining.ts";

/** A live document: submitted, or of a doctype that is never submitted. */
export type Claiming = Pick<Work, "ctx" | "doctype" | "document">;

interface Taken {
  readonly source_line: string;
  readonly target_line: string;
  readonly is_live: boolean;
}

/**
 * A document made by conversion takes its quantities from its source when it becomes live. The source is held against
 * cancellation and its lines are locked in the order of their ids, so that two targets never wait for each other; then
 * what others have taken is summed up anew.
 * Raises CONVERSION_EXCEEDS_REMAINING at the line that asks for too much, CONVERSION_NOT_OFFERED for a cancelled source.
 */
export function claimConverted(work: Claiming): readonly Look[] {
  const { ctx, doctype, document } = work;
  return conversionsInto(ctx.registry, doctype.id).map((conversion) => ({
    statement: lockSourceLines(conversion, document.id),
    judge: (rows) => judgeTaken(work, conversion, rows as unknown as readonly Taken[]),
  }));
}

/**
 * Most documents are not made by conversion, and none ever becomes one that is: the statement that writes looks whether this one is.
 * Raises FalsePresumption, where it has to be claimed.
 */
export function presumeUnconverted(plan: WritePlan, { ctx, doctype, document }: Claiming): void {
  if (conversionsInto(ctx.registry, doctype.id).length === 0) return;
  const taken = sql`select from conversion_line where target_id = ${document.id}::uuid and ${plan.found} limit 1`;
  plan.hold({ statement: taken, refuses: sql`true` }, sql`count(*) > 0`, (isConverted) => {
    if (isConverted === true) throw new FalsePresumption();
  });
}

/** Only once the lines are held are they summed up. */
function judgeTaken(work: Claiming, conversion: LineConversion, taken: readonly Taken[]): Look | null {
  if (taken.length === 0) return null;
  if (taken.some(({ is_live }) => !is_live)) fail("CONVERSION_NOT_OFFERED");
  const lines = [...new Set(taken.map(({ source_line }) => source_line))];
  return {
    statement: remainingSql(conversion, sql`_source.id = any(${lines}::uuid[])`, work.document.id),
    judge(remaining) {
      raiseProblems(excesses(work, conversion, taken, remaining as unknown as readonly RemainingLine[]));
      return null;
    },
  };
}

function lockSourceLines(conversion: LineConversion, target: string): Sql {
  const isLive = isSubmittable(conversion.source) ? sql`_origin.docstatus = 'submitted'` : sql`true`;
  return sql`select _taken.source_line, _taken.target_line, ${isLive} as is_live from conversion_line as _taken
    join ${ident(conversion.sourceRows.table)} as _source on _source.id = _taken.source_line
    join ${ident(conversion.source.table)} as _origin on _origin.id = _source.parent
    where _taken.conversion = ${conversion.id} and _taken.target_id = ${target}::uuid
    order by _source.id for update of _source for share of _origin`;
}

function excesses(
  { doctype, document }: Claiming,
  { quantity, targetRows }: LineConversion,
  taken: readonly Taken[],
  remaining: readonly RemainingLine[],
): ErrorDetail[] {
  const table = fieldIndex(doctype).tables.find(({ child }) => child === targetRows);
  const rows = (table ? document[table.id] : []) as readonly DocumentRow[];
  const places = new Map(rows.map(({ id }, index) => [id, index]));
  const left = new Map(remaining.map((line) => [line.line, parseDecimal(line.remaining)]));
  return taken.flatMap(({ source_line, target_line }) => {
    const index = places.get(target_line);
    const before = left.get(source_line);
    if (index === undefined || !before) return [];
    const wanted = parseDecimal(rows[index]?.[quantity] ?? "0");
    left.set(source_line, before.minus(wanted));
    if (!isMoreThanLeft(wanted, before)) return [];
    const params = { quantity: wanted.toFixed(), remaining: before.toFixed() };
    return [errorDetail("CONVERSION_EXCEEDS_REMAINING", `/${table?.id}/${index}/${quantity}`, params)];
  });
}
