import { DOCUMENT_VERBS, type DocumentVerb, SIDE_ACTIONS } from "../../contract/index.ts";
import { type Connection, ident, prepared, sql } from "../../database/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { originOf } from "../checks/parse-values.ts";
import { runGuards } from "../pipeline/run-checks.ts";
import type { Subject } from "../pipeline/work.ts";
import type { WriteRequest } from "../pipeline/write-request.ts";
import { assertMay } from "../reading/assert-readable.ts";
import type { Document, OfferedActions, RequestContext, WorkflowOffer } from "../types.ts";
import { submittable } from "./change.ts";
import { amendRequest, duplicateRequest, type WantedCopy } from "./copy.ts";
import { addressable, type Engine } from "./engine.ts";
import { loadVisible } from "./load-stored.ts";
import { transitionRequest } from "./transition.ts";

/**
 * What this principal may do with the document as it is: every verb and transition goes through the guards it passes when it
 * is done. Only what the values say may still stand against it.
 */
export async function offeredActions(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
): Promise<OfferedActions> {
  const doctype = addressable(ctx.registry, doctypeId);
  ctx.access.assertCan(doctypeId, "read");
  return ctx.db.read(ctx.organization, async (connection) => {
    const stored = await loadVisible(ctx, connection, doctype, id);
    const guard = async ({ request, subject }: Wanted) => {
      const run = { engine, request, connection, memory: null, isLocking: false, refused: [] };
      return (await runGuards(run, [subject])).length > 0;
    };
    const verbs = await keepPermitted(DOCUMENT_VERBS, async (verb) => {
      const wanted = wantedVerb(ctx, doctype, stored, verb);
      return (verb !== "amend" || !(await isAmended(connection, doctype, id))) && guard(wanted);
    });
    const beside = await keepPermitted(SIDE_ACTIONS, async (action) => {
      await assertMay(ctx, doctypeId, id, action, connection);
      return true;
    });
    const declared = Object.entries(ctx.registry.workflowOf(doctypeId)?.transitions ?? {});
    const transitions = await keepPermitted(declared, ([transition]) =>
      guard(storedRequest(ctx, doctype, stored, transitionRequest(ctx, doctypeId, transition))),
    );
    return { verbs: [...verbs, ...beside], transitions: transitions.map(toOffer) };
  });
}

type Wanted = { readonly request: WriteRequest; readonly subject: Subject };
type Asked = Pick<WriteRequest, "verb" | "action" | "becomes" | "transition">;

const storedRequest = (ctx: RequestContext, doctype: ResolvedDoctype, stored: Document, asked: Asked): Wanted => ({
  request: { ctx, doctype, origin: originOf(ctx.principal), isStored: true, ...asked },
  subject: { index: 0, id: stored.id, stored },
});

function wantedVerb(ctx: RequestContext, doctype: ResolvedDoctype, stored: Document, verb: DocumentVerb): Wanted {
  const asked = (request: Asked) => storedRequest(ctx, doctype, stored, request);
  const wanted: Readonly<Record<DocumentVerb, () => Wanted | WantedCopy>> = {
    update: () => asked({ verb, action: "update" }),
    submit: () => asked({ verb, action: "submit", becomes: "submitted" }),
    cancel: () => asked({ verb, action: "cancel", becomes: "cancelled" }),
    amend: () => amendRequest(ctx, doctype, stored),
    duplicate: () => duplicateRequest(ctx, doctype, stored),
    delete: () => asked({ verb, action: "delete", becomes: "deleted" }),
  };
  if (verb === "submit" || verb === "cancel") submittable(ctx, doctype.id);
  if (verb === "delete" && doctype.kind === "single") fail("SINGLE_EXISTS", { doctype: doctype.id });
  return wanted[verb]();
}

async function isAmended(connection: Connection, doctype: ResolvedDoctype, id: string): Promise<boolean> {
  const amendments = await connection.query(
    prepared(sql`select id from ${ident(doctype.table)} where amended_from = ${id}::uuid limit 1`),
  );
  return amendments.length > 0;
}

const toOffer = ([transition, { label, to, action }]: readonly [string, Omit<WorkflowOffer, "transition">]) => ({
  transition,
  label,
  to,
  ...(action ? { action } : {}),
});

/** Those that are let in, in their order. A database that is away refuses nothing. */
async function keepPermitted<T>(candidates: readonly T[], isPermitted: (candidate: T) => Promise<boolean>) {
  const kept: T[] = [];
  for (const candidate of candidates) {
    try {
      if (await isPermitted(candidate)) kept.push(candidate);
    } catch (error) {
      if (!isPerfexError(error) || error.status >= 500) throw error;
    }
  }
  return kept;
}
