import { METADATA_FOLDER } from "../../../../engine/app/installation/project.ts";
import {
  changedSystemValues,
  checkValues,
  type Document,
  documentView,
  evaluateConditions,
  fieldIndex,
  newSystemValues,
  parseField,
} from "../../../../engine/calculation/index.ts";
import { type RequestContext, SINGLE_ID } from "../../../../engine/documents/index.ts";
import { computeDocument } from "../../../../engine/documents/linking/compute-document.ts";
import { requestEnvironment } from "../../../../engine/documents/linking/request-environment.ts";
import { writeLinkPlan } from "../../../../engine/documents/pipeline/write-link-plan.ts";
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
  const author = { user: ctx.principal.id, now: ctx.clock.now() };
  const merged = stored
    ? { ...stored, ...onlyGiven(sent.values, given), ...changedSystemValues(Number(stored["version"]), author) }
    : {
        id: doctype.kind === "single" ? SINGLE_ID : newId(),
        ...newSystemValues(doctype, author),
        ...sent.values,
      };
  return ctx.db.read(ctx.organization, async (connection) => {
    const plan = writeLinkPlan({ ctx, doctype });
    const before = stored as Document | null;
    const request = { ctx, connection, doctype, functions, plan, merged: merged as Document, stored: before };
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

/** Tables that were not typed into stay as they are stored. */
const onlyGiven = (values: Json, given: Json): Json =>
  Object.fromEntries(Object.entries(values).filter(([id]) => given[id] !== undefined));

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
      return { ...cells.values, id: newId() };
    });
  }
  return { values: result, problems };
}
