import { type FieldPlace, isSubmittable, labelParams, linkTarget, walkFields } from "../../calculation/index.ts";
import { ident, joinSql, rawSql, type Sql, sql } from "../../database/index.ts";
import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Work } from "../run/work.ts";
import type { Look } from "../run/write-plan.ts";
import { isUnchanged } from "./check-links.ts";
import { raiseProblems } from "./raise-problems.ts";

/**
 * Holds linked documents until the commit, where nothing else does:
 * - what becomes final may not build on what is cancelled, so nobody may cancel it meanwhile (LINK_CANCELLED);
 * - no foreign key keeps the target of a new dynamic link from being deleted meanwhile (LINK_NOT_FOUND).
 * One statement for all the documents, in the order of doctype and id; none where no link needs it.
 */
export function holdLinks(works: readonly Work[]): Look | null {
  const held = works.flatMap((work) => linksToHold(work).map((link) => ({ ...link, work })));
  if (held.length === 0) return null;
  return {
    statement: holdSql(held),
    judge(statuses) {
      const found = new Map(statuses.map(({ id, docstatus }) => [id, docstatus]));
      raiseProblems(
        held.flatMap(({ id, place, work }): readonly ErrorDetail[] => {
          const label = labelParams(place.field);
          if (!found.has(id)) return [errorDetail("LINK_NOT_FOUND", place.pointer, label)];
          return found.get(id) === "cancelled" && isBecomingFinal(work)
            ? [errorDetail("LINK_CANCELLED", place.pointer, label)]
            : [];
        }),
      );
      return null;
    },
  };
}

interface HeldLink {
  readonly doctype: ResolvedDoctype;
  readonly id: string;
  readonly place: FieldPlace;
}

const isBecomingFinal = ({ document, stored }: Work): boolean =>
  document.docstatus === "submitted" && stored?.docstatus !== "submitted";

function linksToHold(work: Work): readonly HeldLink[] {
  const { ctx, doctype, document } = work;
  const links: HeldLink[] = [];
  const isFinal = isBecomingFinal(work);
  for (const place of walkFields(doctype, document, isFinal ? "links" : "dynamicLinks")) {
    const target = linkTarget(place.field, place.value);
    if (!target) continue;
    const linked = ctx.registry.doctype(target.doctype);
    const isNewDynamic = place.field.type === "dynamic_link" && !isUnchanged(work, place);
    if (isNewDynamic || (isFinal && isSubmittable(linked))) {
      links.push({ doctype: linked, id: target.id, place });
    }
  }
  return links;
}

function holdSql(links: readonly HeldLink[]): Sql {
  const doctypes = [...new Set(links.map(({ doctype }) => doctype))].sort((a, b) => (a.id < b.id ? -1 : 1));
  const held = doctypes.map((doctype, index) => {
    const ids = [...new Set(links.filter((link) => link.doctype === doctype).map(({ id }) => id))];
    const [status, lock] = isSubmittable(doctype)
      ? ["docstatus", "for share"]
      : ["null::text as docstatus", "for key share"];
    return sql`${ident(`_held_${index}`)} as (
      select id, ${rawSql(status!)} from ${ident(doctype.table)} where id = any(${ids}::uuid[]) order by id ${rawSql(lock!)})`;
  });
  const all = doctypes.map((_, index) => sql`select id, docstatus from ${ident(`_held_${index}`)}`);
  return sql`with ${joinSql(held)} ${joinSql(all, " union all ")}`;
}
