import type { ScenarioStep } from "../../contract/index.ts";
import type { Document, RequestContext } from "../../documents/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import type { Perfex } from "../composition/open-perfex.ts";
import { expectDocument, expectEntries, expectReport, expectReturn } from "./expectations.ts";
import { type NamedDocument, namedDocument, typedValues } from "./scenario-values.ts";

export interface StepWorld {
  readonly perfex: Perfex;
  readonly ctx: RequestContext;
  readonly names: Map<string, NamedDocument>;
}

type Step<Verb extends string> = Extract<ScenarioStep, { readonly [name in Verb]: unknown }>;

/** Does one step. Returns what is not as expected, null when all is. Raises whatever the engine raises. */
export async function runStep(
  world: StepWorld,
  step: Exclude<ScenarioStep, { readonly today: string }>,
): Promise<string | null> {
  if ("create" in step) return create(world, step);
  if ("find" in step) return find(world, step);
  if ("convert" in step) return convert(world, step);
  if ("expect" in step) return expectDocument(world, step);
  if ("entries" in step) return expectEntries(world, step);
  if ("report" in step) return expectReport(world, step);
  if ("call" in step) return expectReturn(world, step);
  await change(world, step);
  return null;
}

async function create(world: StepWorld, step: Step<"create">): Promise<null> {
  const { perfex, ctx, names } = world;
  const { fieldList } = ctx.registry.doctype(step.create);
  const values = await typedValues(perfex.documents, ctx, names, fieldList, step.values);
  remember(world, step.as, step.create, await perfex.documents.create(ctx, step.create, values));
  return null;
}

async function find(world: StepWorld, step: Step<"find">): Promise<string | null> {
  const { perfex, ctx, names } = world;
  const { fieldList } = ctx.registry.doctype(step.find);
  const where = await typedValues(perfex.documents, ctx, names, fieldList, step.where);
  const and = Object.entries(where).map(([field, value]) => ({ field, op: "eq", value }) as const);
  const { items } = await perfex.documents.list(ctx, step.find, { fields: ["id"], filter: { and }, limit: 2 });
  if (items.length !== 1) return items.length === 0 ? "found nothing" : "found more than one";
  remember(world, step.as, step.find, items[0]!);
  return null;
}

async function convert(world: StepWorld, step: Step<"convert">): Promise<null> {
  const { perfex, ctx, names } = world;
  const source = namedDocument(names, step.convert);
  const conversion =
    ctx.registry.conversions.get(step.conversion) ?? fail("CONVERSION_UNKNOWN", { conversion: step.conversion });
  const lines = step.lines && (await linesByNumber(world, source, conversion.lines?.from, step.lines));
  const draft = await perfex.documents.conversions.convert(ctx, conversion.id, source.id, lines ? { lines } : {});
  remember(world, step.as, conversion.to, draft);
  return null;
}

/** `{line: 2}` → the id of the source's second line. */
async function linesByNumber(
  { perfex, ctx }: StepWorld,
  source: NamedDocument,
  table: string | undefined,
  lines: readonly Readonly<Record<string, unknown>>[],
) {
  const document = await perfex.documents.get(ctx, source.doctype, source.id);
  const rows = (table === undefined ? [] : (document[table] ?? [])) as readonly { readonly id: string }[];
  return lines.map(({ line, quantity }) => ({
    line: typeof line === "number" ? mustExist(rows[line - 1], `line ${line}`).id : String(line),
    ...(quantity !== undefined && { quantity: String(quantity) }),
  }));
}

type Change =
  | Step<"update">
  | Step<"submit">
  | Step<"cancel">
  | Step<"amend">
  | Step<"duplicate">
  | Step<"delete">
  | Step<"transition">;

async function change(world: StepWorld, step: Change): Promise<void> {
  const { perfex, ctx, names } = world;
  const { documents } = perfex;
  const at = (reference: string) => namedDocument(names, reference);
  if ("update" in step) {
    const { doctype, id } = at(step.update);
    const values = await typedValues(documents, ctx, names, ctx.registry.doctype(doctype).fieldList, step.values);
    await documents.update(ctx, doctype, id, values);
  } else if ("submit" in step) {
    await documents.submit(ctx, at(step.submit).doctype, at(step.submit).id);
  } else if ("cancel" in step) {
    await documents.cancel(ctx, at(step.cancel).doctype, at(step.cancel).id);
  } else if ("amend" in step) {
    remember(
      world,
      step.as,
      at(step.amend).doctype,
      await documents.amend(ctx, at(step.amend).doctype, at(step.amend).id),
    );
  } else if ("duplicate" in step) {
    const { doctype, id } = at(step.duplicate);
    remember(world, step.as, doctype, await documents.duplicate(ctx, doctype, id));
  } else if ("delete" in step) {
    await documents.remove(ctx, at(step.delete).doctype, at(step.delete).id);
  } else {
    await documents.transition(ctx, at(step.transition).doctype, at(step.transition).id, step.action);
  }
}

function remember({ names }: StepWorld, name: string | undefined, doctype: string, { id }: Pick<Document, "id">): void {
  if (name !== undefined) names.set(name, { doctype, id });
}
