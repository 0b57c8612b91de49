import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { getTransitions } from "../../api/documents.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useFormState } from "../form-context.ts";
import type { DocumentActions } from "./use-document-actions.ts";

interface WorkflowButtonsProps {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer;
  readonly actions: DocumentActions;
}

/** The moves the workflow offers this person from the document's state. */
export function WorkflowButtons({ doctype, document, actions }: WorkflowButtonsProps) {
  const localize = useLocalize();
  const { isDirty } = useFormState();
  const hasWorkflow = useMeta().workflows[doctype.id] !== undefined;
  const offers = useQuery({
    queryKey: ["doctype", doctype.id, "doc", document.id, "transitions", document.version],
    queryFn: () => getTransitions(doctype.id, document.id),
    enabled: hasWorkflow,
  });
  return (
    <>
      {offers.data?.map((offer) => (
        <Button
          key={offer.transition}
          variant="default"
          loading={actions.busy === offer.transition}
          disabled={isDirty || actions.busy !== null}
          onClick={() => void actions.transition(offer.transition)}
        >
          {localize(offer.label)}
        </Button>
      ))}
    </>
  );
}
