import { fail } from "../../../kernel/index.ts";
import type { RecordMemory } from "../../linking/record-memory.ts";
import { each, type Run, type Stage } from "../../run/stage.ts";
import type { Work } from "../../run/work.ts";
import type { WriteRequest } from "../../run/write-request.ts";
import { loadVisible, lockDocument, readsWhole } from "../../stored/load-stored.ts";
import { StaleDocument } from "../../stored/stale-document.ts";
import type { Document } from "../../types.ts";

/**
 * The documents as they are in the database, for who may read them.
 * Raises ID_INVALID, DOCUMENT_NOT_FOUND, and DOCUMENT_CANCELLED, _NOT_DRAFT or _NOT_SUBMITTED where the verb does not fit.
 */
export const load: Stage = {
  name: "load",
  isFor: ({ isStored }) => isStored,
  check: (run, works) =>
    each(run, works, (work) => {
      const { request, memory, isLocking } = run;
      const known = isLocking ? null : (work.stored ?? recalled(request, memory, work.id) ?? null);
      return known ? judged(request, work, known) : loaded(run, work);
    }),
};

/** The document as it is now, held where the run locks. */
async function loaded({ request, connection, isLocking }: Run, work: Work): Promise<Work> {
  const { ctx, doctype } = request;
  if (isLocking) await lockDocument(connection, doctype, work.id);
  return judged(request, work, work.stored ?? (await loadVisible(ctx, connection, doctype, work.id)));
}

function judged(request: WriteRequest, work: Work, stored: Document): Work {
  const { version } = request;
  if (version !== undefined && stored.version !== version) throw new StaleDocument();
  assertFits(request, stored);
  return { ...work, stored };
}

/** The document in the version its writer names, where it is known and may be seen by him whole. */
function recalled(
  { ctx, doctype, version }: WriteRequest,
  memory: RecordMemory | null,
  id: string,
): Document | undefined {
  if (!memory || version === undefined || !readsWhole(ctx, doctype)) return undefined;
  return memory.recallDocument(doctype.id, { id, version });
}

/** May this be done with a document in this state of its life? */
function assertFits({ action, becomes, doctype }: WriteRequest, { docstatus, number }: Document): void {
  if (becomes === "cancelled") {
    if (docstatus !== "submitted") fail("DOCUMENT_NOT_SUBMITTED", { docstatus });
  } else if (becomes === undefined) {
    if (docstatus === "cancelled" && action !== "read") fail("DOCUMENT_CANCELLED");
  } else {
    if (docstatus !== undefined && docstatus !== "draft") fail("DOCUMENT_NOT_DRAFT", { docstatus });
    const isNumbered = doctype.compiled.number?.gapless && number;
    if (becomes === "deleted" && isNumbered) fail("DOCUMENT_NUMBERED", { number });
  }
}
