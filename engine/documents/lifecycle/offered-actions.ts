import { DOCUMENT_VERBS, type DocumentVerb, SIDE_ACTIONS } from "../../contract/index.ts";
import { type Connection, ident, prepared, sql } from "../../database/index.ts";
import { fail, isPerfexError, type PerfexError } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { hasFreeField } from "../checks/has-free-field.ts";
import { runGuards } from "../pipeline/run-checks.ts";
import { assertMay } from "../reading/assert-readable.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { originOf } from "../run/sent-values.ts";
import { onlyWork } from "../run/stage.ts";
import type { Subject } from "../run/work.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { loadVisible } from "../stored/load-stored.ts";
import type { Document, OfferedActions, RequestContext, WorkflowOffer } from "../types.ts";
import { wordRefusal } from "../wording/word-refusal.ts";
import { submittable } from "./change.ts";
import { amendRequest, duplicateRequest, type WantedCopy } from "./copy.ts";
import { transitionRequest } from "./transition.ts";

/**
 * What this principal may do with the document as it is: every verb and transition goes through the guards it passes when it
 * is done. Only what the values say may still stand against it. A transition that is not let in is told with its reason.
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
      ctx.access.assertCan(doctypeId, request.action);
      const run = { engine, request, connection, memory: null, isLocking: false, refused: [] };
      return onlyWork(run, await runGuards(run, [subject]));
    };
    const { kept: verbs } = await judge(DOCUMENT_VERBS, async (verb) => {
      const work = await guard(wantedVerb(ctx, doctype, stored, verb));
      if (verb === "amend") await assertNotAmended(connection, doctype, id);
      if (verb === "update" && !hasFreeField(work)) fail("DOCUMENT_NOT_CHANGEABLE");
    });
    const { kept: beside } = await judge(SIDE_ACTIONS, (action) => assertMay(ctx, doctypeId, id, action, connection));
    const declared = Object.entries(ctx.registry.workflowOf(doctypeId)?.transitions ?? {});
    const { kept: open, refused } = await judge(declared, ([transition]) =>
      guard(storedRequest(ctx, doctype, stored, transitionRequest(ctx, doctypeId, transition))),
    );
    return {
      verbs: [...verbs, ...beside],
      transitions: open.map(toOffer),
      closed: await Promise.all(
        refused.map(async ({ candidate, error }) => ({
          ...toOffer(candidate),
          reason: { code: error.code, message: (await wordRefusal(ctx, error, doctypeId)).text },
        })),
      ),
    };
  });
}

type Wanted = { readonly request: WriteRequest; readonly subject: Subject };
type Asked = Pick<WriteRequest, "verb" | "action" | "becomes" | "transition">;

const storedRequest = (ctx: RequestContext, doctype: ResolvedDoctype, stored: Document, asked: Asked): Wanted => ({
  request: { ctx, doctype, origin: originOf(ctx.principal), isStored: true, isOffer: true, ...asked },
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

/** Raises DOCUMENT_ALREADY_AMENDED. */
async function assertNotAmended(connection: Connection, doctype: ResolvedDoctype, id: string): Promise<void> {
  const amendments = await connection.query(
    prepared(sql`select id from ${ident(doctype.table)} where amended_from = ${id}::uuid limit 1`),
  );
  if (amendments.length > 0) fail("DOCUMENT_ALREADY_AMENDED");
}

const toOffer = ([transition, { label, to, action }]: readonly [string, Omit<WorkflowOffer, "transition">]) => ({
  transition,
  label,
  to,
  ...(action ? { action } : {}),
});

interface Judged<T> {
  readonly kept: readonly T[];
  readonly refused: readonly { readonly candidate: T; readonly error: PerfexError }[];
}

/** Those that are let in and those that are not, each in their order. A database that is away refuses nothing. */
async function judge<T>(candidates: readonly T[], permit: (candidate: T) => Promise<unknown>): Promise<Judged<T>> {
  const kept: T[] = [];
  const refused: { candidate: T; error: PerfexError }[] = [];
  for (const candidate of candidates) {
    try {
      await permit(candidate);
      kept.push(candidate);
    } catch (error) {
      if (!isPerfexError(error) || error.status >= 500) throw error;
      refused.push({ candidate, error });
    }
  }
  return { kept, refused };
}
