import { entryTable, type ScenarioStep } from "../../contract/index.ts";
import { ident, sql } from "../../database/index.ts";
import type { JsonValue } from "../../documents/index.ts";
import type { FunctionInput } from "../../functions/index.ts";
import { isId } from "../../kernel/index.ts";
import { REPORT_LIMIT_MAX, runReport } from "../../reports/index.ts";
import { findByKey } from "./find-by-key.ts";
import { differences, type IsSameLink, rowsDifference } from "./match-values.ts";
import { namedDocument, withIds } from "./scenario-values.ts";
import type { StepWorld } from "./step-verbs.ts";
import { tellDifferences, tellRows } from "./tell-differences.ts";

type Step<Verb extends string> = Extract<ScenarioStep, { readonly [name in Verb]: unknown }>;

export async function expectDocument(world: StepWorld, step: Step<"expect">): Promise<string | null> {
  const { perfex, ctx, names } = world;
  const { doctype, id } = namedDocument(names, step.expect);
  const document = await perfex.documents.get(ctx, doctype, id);
  const expected = withIds(names, step.values);
  const isSameLink = await linkKeys(world, expected, (path) => linkTarget(world, doctype, path));
  return tellDifferences(differences(expected, document, isSameLink));
}

/** The entries of a document in a ledger, all of them and in whatever order. */
export async function expectEntries(world: StepWorld, step: Step<"entries">): Promise<string | null> {
  const { ctx, names } = world;
  const { doctype, id } = namedDocument(names, step.entries);
  const ledger = ctx.registry.ledger(step.ledger);
  const actual = await ctx.db.read(ctx.organization, (connection) =>
    connection.query(sql`
      select _e.* from ${ident(entryTable(ledger.id))} _e join posting _p on _p.id = _e.posting
      where _p.ledger = ${ledger.id} and _p.document_type = ${doctype} and _p.document_id = ${id} order by _p.created_at, _p.id, _e.line`),
  );
  const expected = withIds(names, step.are) as readonly JsonValue[];
  const isSameLink = await linkKeys(world, expected, (path) => dimensionTarget(world, ledger.id, path));
  const shown = Object.keys({ ...ledger.dimensions, ...ledger.measures });
  const found = rowsDifference(expected, actual, isSameLink, false);
  return tellRows(found, (row) => pick(row as Record<string, unknown>, shown));
}

/** All rows of a report, in the order it declares, its groups and its totals; what is not told is not looked at. */
export async function expectReport(world: StepWorld, step: Step<"report">): Promise<string | null> {
  const { perfex, ctx, names } = world;
  const report = ctx.registry.report(step.report);
  const params: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries((withIds(names, step.with ?? {}) ?? {}) as Record<string, JsonValue>)) {
    const to = report.params?.[name]?.type === "link" ? report.params[name].to : undefined;
    const isKey = to !== undefined && typeof value === "string" && !isId(value);
    params[name] = isKey ? ((await findByKey(perfex.documents, ctx, to, value)) ?? value) : value;
  }
  const result = await runReport(ctx, report.id, { params, limit: REPORT_LIMIT_MAX });
  const targets = new Map(
    result.columns.flatMap((column) => (column.to === undefined ? [] : [[column.id, column.to]])),
  );
  const { rows: rowsTold = null, groups, totals } = step;
  const sums = { ...(groups !== undefined && { groups }), ...(totals !== undefined && { totals }) };
  const expected = withIds(names, { rows: rowsTold, sums }) as {
    readonly rows: readonly JsonValue[] | null;
    readonly sums: JsonValue;
  };
  const isSameLink = await linkKeys(world, expected, (path) => targets.get(path.split(".").at(-1)!));
  const rows = result.opening === null ? result.rows : [result.opening, ...result.rows];
  const isOrdered = (report.order ?? []).length > 0;
  const shown = result.columns.map(({ id }) => id);
  const wrongRows =
    expected.rows &&
    tellRows(rowsDifference(expected.rows, rows, isSameLink, isOrdered), (row) =>
      pick(row as Record<string, unknown>, shown),
    );
  const wrongSums = tellDifferences(
    differences(expected.sums, { groups: result.groups, totals: result.totals }, isSameLink),
  );
  return wrongRows || wrongSums ? `${wrongRows ?? ""}${wrongSums ?? ""}` : null;
}

export async function expectReturn({ perfex, ctx, names }: StepWorld, step: Step<"call">): Promise<string | null> {
  // `module.function` or `function`: ids of functions are unique.
  const id = step.call.split(".").at(-1)!;
  const input = withIds(names, step.with) as FunctionInput;
  const { output } = await perfex.functions.run(ctx, id, input, { mode: "whole" });
  return tellDifferences(differences(withIds(names, step.returns), output, () => false));
}

/** Doctype a link of a document (or of its rows) leads to, by the path of the value. */
function linkTarget({ ctx }: StepWorld, doctype: string, path: string): string | undefined {
  const [first, column] = path.replace(/\[\d+\]/g, "").split(".");
  const field = ctx.registry.field(doctype, first!);
  if (field?.type === "link") return field.to;
  if (field?.type !== "table" || column === undefined) return undefined;
  const own = field.child.fieldList.find(({ id }) => id === column);
  return own?.type === "link" ? own.to : undefined;
}

function dimensionTarget({ ctx }: StepWorld, ledger: string, path: string): string | undefined {
  const field = ctx.registry.ledger(ledger).dimensions[path.split(".").at(-1)!];
  return field?.type === "link" ? field.to : undefined;
}

/** Looks up beforehand what every text that stands for a link means, so that comparing needs no database. */
async function linkKeys(
  { perfex, ctx }: StepWorld,
  expected: unknown,
  targetOf: (path: string) => string | undefined,
): Promise<IsSameLink> {
  const ids = new Map<string, string | null>();
  for (const { path, text } of textsIn(expected, "")) {
    const to = targetOf(path);
    if (to === undefined || isId(text)) continue;
    const key = `${to} ${text}`;
    if (!ids.has(key)) ids.set(key, await findByKey(perfex.documents, ctx, to, text));
  }
  return (path, text, actual) => ids.get(`${targetOf(path) ?? ""} ${text}`) === actual;
}

function textsIn(value: unknown, path: string): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((element) => textsIn(element, path));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]) => textsIn(member, path === "" ? key : `${path}.${key}`));
}

function pick(row: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (row[name] === null || row[name] === undefined ? [] : [[name, row[name]]])),
  );
}
