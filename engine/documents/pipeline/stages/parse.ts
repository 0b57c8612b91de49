import { changedDocument, newDocument } from "../../checks/merge-values.ts";
import { parseValues } from "../../checks/parse-values.ts";
import type { Merged, Origin, ParsedValues, Sent } from "../../run/sent-values.ts";
import { each, type Run, type Stage } from "../../run/stage.ts";
import { NOTHING_SENT, type Work } from "../../run/work.ts";

/** What was sent, typed, over what is stored; a new document begins in the first state of its workflow. */
export const parse: Stage = {
  name: "parse",
  check: (run, works) => each(run, works, (work) => merge(run, work)),
};

function merge({ engine, request }: Run, work: Work): Work {
  const { ctx, doctype, origin, becomes, amends } = request;
  const stored = work.stored ?? null;
  const start = engine.ports.workflow.start(ctx, doctype.id);
  const { parsed, problems } =
    stored && work.input === undefined
      ? NOTHING_PARSED
      : parseValues({ doctype, input: work.input, stored, origin, stateField: start?.field ?? null });
  const begun: ParsedValues =
    start && !stored ? { ...parsed, header: { ...parsed.header, [start.field]: start.state } } : parsed;
  const merged = stored
    ? changedDocument(ctx, doctype, stored, begun)
    : newDocument(ctx, doctype, begun, { id: work.id, ...(amends ? { amendedFrom: amends } : {}) });
  const isFinal = becomes === "submitted" || becomes === "cancelled";
  const typed = isFinal ? { ...merged.document, docstatus: becomes } : merged.document;
  return {
    ...work,
    typed,
    document: typed,
    sent: sentByPerson(merged, stored !== null, origin, start?.field),
    unreadable: problems,
  };
}

/** Neither what the engine sends nor a state it sets itself was sent by the person. */
function sentByPerson({ sent }: Merged, isStored: boolean, origin: Origin, state: string | undefined): Sent {
  if (isStored) return sent;
  if (origin === "engine") return NOTHING_SENT;
  if (state === undefined) return sent;
  return { ...sent, header: new Set([...sent.header].filter((name) => name !== state)) };
}

const NOTHING_PARSED = { parsed: { header: {}, tables: {} }, problems: [] } as const;
