import { type DocumentValues, nestedDatabase, type RefusedRow, type RequestContext } from "../../documents/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { ProposedEffect } from "../types.ts";
import type { KeyResolver } from "./resolve-keys.ts";
import { type CarryingOut, refusedRow, type Step, type StepPart, type StepWatch } from "./step.ts";

type EachEffect = Exclude<ProposedEffect, { create: string }>;
type Act = (ctx: RequestContext, row: DocumentValues) => Promise<unknown>;

/** One document after the other. */
export function createEachStep(work: CarryingOut, resolver: KeyResolver, effect: EachEffect): Step {
  const { verb, doctype, rows, act } = partsOf(work, resolver, effect);
  return {
    name: `${verb}:${doctype}`,
    key: "id",
    rows,
    async run(from, watch) {
      const ids: string[] = [];
      const refused: RefusedRow[] = [];
      for (const [index, row] of rows.entries()) {
        if (index < from) continue;
        watch.tell(index);
        const id = String(row["id"]);
        try {
          await actOnce(work, watch, act, row, () => ({ end: index + 1, ids: [...ids, id], refused }));
          ids.push(id);
        } catch (error) {
          if (work.isWhole || !isPerfexError(error) || error.status >= 500) throw error;
          refused.push(refusedRow(index, error));
        }
      }
      watch.tell(rows.length);
      return { end: rows.length, ids, refused };
    },
  };
}

async function actOnce({ ctx }: CarryingOut, { keep }: StepWatch, act: Act, row: DocumentValues, part: () => StepPart) {
  if (!keep) return void (await act(ctx, row));
  await ctx.db.transaction(ctx.organization, async (tx) => {
    await act({ ...ctx, db: nestedDatabase(ctx.db, tx) }, row);
    await keep(tx, part());
  });
}

interface EachParts {
  readonly verb: string;
  readonly doctype: string;
  readonly rows: readonly DocumentValues[];
  readonly act: Act;
}

function partsOf({ documents }: CarryingOut, resolver: KeyResolver, effect: EachEffect): EachParts {
  const asRows = (ids: readonly string[]) => ids.map((id) => ({ id }));
  if ("update" in effect) {
    const { update: doctype, rows } = effect;
    return { verb: "update", doctype, rows, act: (ctx, row) => update(documents, resolver, ctx, doctype, row) };
  }
  if ("submit" in effect) {
    const { submit: doctype, ids } = effect;
    return {
      verb: "submit",
      doctype,
      rows: asRows(ids),
      act: (ctx, { id }) => documents.submit(ctx, doctype, String(id)),
    };
  }
  if ("cancel" in effect) {
    const { cancel: doctype, ids } = effect;
    return {
      verb: "cancel",
      doctype,
      rows: asRows(ids),
      act: (ctx, { id }) => documents.cancel(ctx, doctype, String(id)),
    };
  }
  const { delete: doctype, ids } = effect;
  return {
    verb: "delete",
    doctype,
    rows: asRows(ids),
    act: (ctx, { id }) => documents.remove(ctx, doctype, String(id)),
  };
}

async function update(
  documents: CarryingOut["documents"],
  resolver: KeyResolver,
  ctx: RequestContext,
  doctype: string,
  { id, version, ...patch }: DocumentValues,
): Promise<void> {
  const options = typeof version === "number" ? { version } : {};
  const [resolved] = await resolver.resolve(doctype, [patch]);
  if (isPerfexError(resolved)) throw resolved;
  await documents.update(ctx, doctype, String(id), resolved ?? {}, options);
}
