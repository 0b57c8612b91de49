import {
  askedToo,
  fieldIndex,
  type LinkedDocuments,
  type LinkedRecord,
  type LinkIds,
  SINGLE_ID,
} from "../../../../engine/calculation/index.ts";
import { ORGANIZATION_DOCTYPE } from "../../../../engine/contract/index.ts";
import type { MetaAnswer } from "../../../../engine/http/api-types.ts";
import type { LinkedRecords } from "./linked-records.ts";
import type { FormModel } from "./types.ts";

/** Where a form finds linked documents. */
export interface LinkContext {
  readonly meta: MetaAnswer;
  readonly model: FormModel;
  readonly links: LinkedRecords;
}

type Paths = readonly (readonly string[])[];

/** Settings as the calculation takes them, and no linked document yet. One that is still on its way is a bare id. */
export function gatherSettings(context: LinkContext): LinkedDocuments {
  const { meta, model, links } = context;
  const singles = new Map<string, LinkedRecord | string | null>();
  for (const [doctype, paths] of model.plan.singles) {
    const record = doctype === ORGANIZATION_DOCTYPE ? meta.organization.values : links.single(doctype);
    const whole = record && nested(context, doctype, { ...record, id: SINGLE_ID }, paths);
    singles.set(doctype, whole === undefined ? SINGLE_ID : whole);
  }
  return { byDoctype: new Map(), asked: new Map(), singles };
}

/** Adds linked documents from what the screen has read; those it has not are asked for and stay absent. */
export function gatherLinks(context: LinkContext, known: LinkedDocuments, ids: LinkIds): LinkedDocuments {
  const byDoctype = new Map(known.byDoctype);
  for (const [doctype, wanted] of ids) {
    const paths = context.model.plan.targets.get(doctype);
    // Nothing is read of these: their id is all there is to know.
    if (!paths || paths.length === 0) continue;
    const records = new Map(byDoctype.get(doctype) ?? []);
    for (const id of wanted) {
      const record = context.links.get(doctype, id);
      if (record) records.set(id, nested(context, doctype, record, paths));
    }
    byDoctype.set(doctype, records);
  }
  return { ...known, byDoctype, asked: askedToo(known.asked, ids) };
}

/** A record with those it links to in place of their ids, along the paths; where one is not at hand its id stays. */
function nested(context: LinkContext, doctypeId: string, record: LinkedRecord, paths: Paths): LinkedRecord {
  const doctype = context.model.doctypes.get(doctypeId);
  const members: Record<string, unknown> = { id: record.id };
  for (const name of new Set(paths.flatMap(([first]) => first ?? []))) {
    const value = record[name] ?? null;
    const below = paths.filter((path) => path[0] === name && path.length > 1).map((path) => path.slice(1));
    const field = doctype && fieldIndex(doctype).byId.get(name);
    const isFollowed = field?.type === "link" && typeof value === "string" && below.length > 0;
    const linked = isFollowed ? context.links.get(field.to, value) : null;
    members[name] = isFollowed && linked ? nested(context, field.to, linked, below) : value;
  }
  return members as LinkedRecord;
}
