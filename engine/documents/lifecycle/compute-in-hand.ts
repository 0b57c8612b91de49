import { type ConditionAnswer, evaluateConditions, fieldIndex } from "../../calculation/index.ts";
import { newId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { highestLevelOf, leastLevel } from "../access/grant-levels.ts";
import { grantsOf } from "../checks/check-access.ts";
import { checkFieldLevels } from "../checks/check-field-levels.ts";
import { checkLinks } from "../checks/check-links.ts";
import { raiseProblems } from "../checks/raise-problems.ts";
import { readLevelIn } from "../checks/read-level.ts";
import { runComputing } from "../pipeline/run-checks.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { originOf } from "../run/sent-values.ts";
import { onlyWork, type Run } from "../run/stage.ts";
import { type Subject, viewOf, type Work } from "../run/work.ts";
import type { WriteRequest } from "../run/write-request.ts";
import type { AccessGrant, Computed, DocumentInHand, RequestContext } from "../types.ts";
import { visiblePart } from "./present.ts";

/**
 * What a document being written comes to, for a screen that may not see all that its values are computed from. What it
 * lacks is told when it is saved; raised is only what would let somebody compute with what he may not use.
 */
export async function computeInHand(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  { id, values }: DocumentInHand,
): Promise<Computed> {
  const doctype = addressable(ctx.registry, doctypeId);
  const asked = id === undefined ? CREATE : values === undefined ? READ : UPDATE;
  const subject: Subject = {
    index: 0,
    id: id ?? newId(),
    ...(asked !== READ && { input: values ?? {} }),
  };
  return ctx.db.read(ctx.organization, async (connection) => {
    const request: WriteRequest = { ctx, doctype, origin: originOf(ctx.principal), ...asked };
    const run: Run = { engine, request, connection, memory: null, isLocking: false, refused: [] };
    const work = onlyWork(run, await runComputing(run, [subject]));
    const wrongLinks = checkLinks(work).filter(({ code }) => code === "LINK_NOT_FOUND");
    raiseProblems([...wrongLinks, ...checkFieldLevels(work, grantsInHand(work))]);
    const level = readLevelIn(work, ...(work.stored ? [work.stored] : []), work.document);
    return { document: visiblePart(doctype, work.document, { level }), conditions: visibleConditions(work, level) };
  });
}

const CREATE = { verb: "create", action: "create", isStored: false } as const;
const UPDATE = { verb: "update", action: "update", isStored: true } as const;
const READ = { verb: "update", action: "read", isStored: true } as const;

/**
 * The grants it is judged by. What no grant covers yet is refused when it is saved; until then it is judged by what the least of
 * them gives.
 */
function grantsInHand(work: Work): readonly AccessGrant[] {
  const all = work.ctx.access.grants(work.doctype.id, work.action);
  const least = leastLevel(all, "writeLevel");
  if (work.input === undefined || least === highestLevelOf(all, "writeLevel")) return all;
  const covering = grantsOf(work);
  return covering.length > 0 ? covering : all.filter(({ writeLevel }) => writeLevel === least);
}

/** Conditions of the fields its reader sees. */
function visibleConditions(work: Work, level: number): readonly ConditionAnswer[] {
  const { doctype, environments } = work;
  return evaluateConditions(doctype, viewOf(work), environments).filter(({ table, field }) =>
    table === null
      ? sees(doctype, field, level)
      : sees(doctype, table, level) && seesColumn(doctype, table, field, level),
  );
}

const sees = (doctype: ResolvedDoctype, id: string, level: number): boolean =>
  (fieldIndex(doctype).byId.get(id)?.level ?? 0) <= level;

function seesColumn(doctype: ResolvedDoctype, table: string, column: string, level: number): boolean {
  const field = fieldIndex(doctype).tables.find(({ id }) => id === table);
  return field !== undefined && sees(field.child, column, level);
}
