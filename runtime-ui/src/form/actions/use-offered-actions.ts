import { useQuery } from "@tanstack/react-query";
import type { Workflow } from "../../../../engine/contract/types/index.ts";
import type { ActionsAnswer, DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { getActions } from "../../api/documents.ts";
import { can } from "../../meta/meta-context.tsx";

type Verb = ActionsAnswer["verbs"][number];

export interface OfferedActions {
  /** May this be done now? Nothing may before the server has answered. */
  readonly may: (verb: Verb) => boolean;
  /** Moves of the workflow. */
  readonly transitions: ActionsAnswer["items"];
  /** Moves that cannot be made now, each with its reason. */
  readonly closed: ActionsAnswer["closed"];
  /** May what is shown be changed? Until the server has answered, the person's rights tell. */
  readonly isEditable: boolean;
}

/** What the server lets this person do with the open document; of a new one, what may be begun. */
export function useOfferedActions(doctype: MetaDoctype, document: DocumentAnswer | null): OfferedActions {
  const { data } = useQuery({
    queryKey: ["doctype", doctype.id, "doc", document?.id, "actions", document?.version],
    queryFn: () => getActions(doctype.id, document!.id),
    enabled: document !== null,
  });
  if (!document) {
    const isEditable = can(doctype, doctype.kind === "single" ? "update" : "create");
    return { may: () => false, transitions: [], closed: [], isEditable };
  }
  const may = (verb: Verb) => data?.verbs.includes(verb) ?? false;
  const isLikely = can(doctype, "update") && document.docstatus !== "cancelled";
  const { items: transitions = [], closed = [] } = data ?? {};
  return { may, transitions, closed, isEditable: data ? may("update") : isLikely };
}

/** May a new document be submitted at once? Not where its workflow moves it there: those moves are offered once it is stored. */
export function mayBeginSubmitted(doctype: MetaDoctype, workflow: Workflow | undefined): boolean {
  const isByTransition = Object.values(workflow?.transitions ?? {}).some(({ action }) => action === "submit");
  return doctype.lifecycle === "submittable" && can(doctype, "create") && can(doctype, "submit") && !isByTransition;
}
