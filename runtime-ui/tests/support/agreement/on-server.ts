import { METADATA_FOLDER } from "../../../../engine/app/installation/project.ts";
import {
  checkValues,
  type Document,
  documentView,
  evaluateConditions,
  type Follows,
  fieldIndex,
  newSystemValues,
  parseField,
} from "../../../../engine/calculation/index.ts";
import { changedDocument } from "../../../../engine/documents/checks/merge-values.ts";
import { type RequestContext, SINGLE_ID } from "../../../../engine/documents/index.ts";
import { computeDocument } from "../../../../engine/documents/linking/compute-document.ts";
import { requestEnvironment } from "../../../../engine/documents/linking/request-environment.ts";
import { writeLinkPlan } from "../../../../engine/documents/pipeline/write-link-plan.ts";
import { followsUnlessSent, type ParsedValues } from "../../../../engine/documents/run/sent-values.ts";
import { createComputingFunctions } from "../../../../engine/functions/index.ts";
import { type ErrorDetail, newId } from "../../../../engine/kernel/index.ts";
import type { ResolvedDoctype } from "../../../../engine/registry/index.ts";
import type { Agreed, AgreementCase, Json } from "./agreement-case.ts";

const functions = createComputingFunctions([METADATA_FOLDER]);

/** What a write would compute, with its links read from the database. */
export async function computeOnServer(
  ctx: RequestContext,
  { doctype: id, given, stored }: AgreementCase,
): Promise<Agreed> {
  const doctype = ctx.registry.doctype(id);
  const sent = parsed(doctype, given);
  const merged = mergedValues(ctx, doctype, stored, sent.values, given);
  return ctx.db.read(ctx.organization, async (connection) => {
    const plan = writeLinkPlan({ ctx, doctype, action: "update" });
    const before = stored as Document | null;
    const request = { ctx, connection, doctype, functions, plan, ...merged, stored: before };
    const { document, links, problems } = await computeDocument(request);
    const environments = requestEnvironment(ctx, links);
    const view = documentView(doctype, document, links);
    const conditions = evaluateConditions(doctype, view, environments).flatMap(
      ({ kind, table, field, index, holds }) => {
        const place = table === null ? field : `${table}/${index}/${field}`;
        if (kind === "shown") return holds === false ? `${place} hidden` : [];
        return holds === true ? `${place} ${kind}` : [];
      },
    );
    const judged = { doctype, document, stored: before, view, environments, wasSent: () => false };
    // What was sent is wrong: what follows from it is not told.
    const against = sent.problems.length > 0 ? sent.problems : [...problems, ...checkValues(judged, false)];
    return {
      values: document,
      conditions: conditions.sort(),
      problems: against.map(({ code, pointer = "" }) => `${code} ${pointer}`).sort(),
      needsServer: false,
    };
  });
}

function mergedValues(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  stored: Json | null,
  values: Json,
  given: Json,
): { readonly merged: Document; readonly follows?: Follows } {
  if (!stored) {
    const author = { user: ctx.principal.id, now: ctx.clock.now() };
    const id = doctype.kind === "single" ? SINGLE_ID : newId();
    return { merged: { id, ...newSystemValues(doctype, author), ...values } as Document };
  }
  const isTable = (id: string) => fieldIndex(doctype).tables.some((table) => table.id === id);
  const entries = Object.entries(values).filter(([id]) => given[id] !== undefined);
  const tables = entries.filter(([id]) => isTable(id)).map(([id, rows]) => [id, rowsSent(stored, id, rows as Rows)]);
  const parsed = {
    header: Object.fromEntries(entries.filter(([id]) => !isTable(id))),
    tables: Object.fromEntries(tables),
  };
  const { document: merged, sent } = changedDocument(ctx, doctype, stored as Document, parsed as ParsedValues);
  return { merged, follows: followsUnlessSent(merged, sent) };
}

type Rows = readonly Json[];

/** Every row a table has, with what was typed into some. */
const rowsSent = (stored: Json, table: string, typed: Rows) =>
  ((stored[table] ?? []) as Rows).map(({ id }) => {
    const { id: _, ...values } = typed.find((row) => row["id"] === id) ?? {};
    return { id, values };
  });

/** Typed values as the parse stage takes them; what is none of its field is left out. */
function parsed(
  doctype: ResolvedDoctype,
  values: Json,
  at = "",
): { readonly values: Json; readonly problems: readonly ErrorDetail[] } {
  const { scalars, tables } = fieldIndex(doctype);
  const result: Record<string, unknown> = {};
  const problems: ErrorDetail[] = [];
  for (const field of scalars) {
    if (values[field.id] === undefined) continue;
    const taken = parseField(field, values[field.id], `${at}/${field.id}`);
    result[field.id] = "value" in taken ? taken.value : null;
    if ("problem" in taken) problems.push(taken.problem);
  }
  for (const { id, child } of tables) {
    const rows = (values[id] ?? []) as readonly Json[];
    result[id] = rows.map((row, index) => {
      const cells = parsed(child, row, `/${id}/${index}`);
      problems.push(...cells.problems);
      return { ...cells.values, id: row["id"] ?? newId() };
    });
  }
  return { values: result, problems };
}
