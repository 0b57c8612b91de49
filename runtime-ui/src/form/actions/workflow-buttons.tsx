import { Button } from "@mantine/core";
import { useLocalize } from "../../i18n/language.ts";
import { useFormState } from "../form-context.ts";
import type { DocumentActions } from "./use-document-actions.ts";

interface WorkflowButtonsProps {
  readonly actions: DocumentActions;
}

/** The moves the workflow offers this person from the document's state; those that submit or cancel ask first. */
export function WorkflowButtons({ actions }: WorkflowButtonsProps) {
  const localize = useLocalize();
  const { isDirty } = useFormState();
  return (
    <>
      {actions.offered.transitions.map((offer) => (
        <Button
          key={offer.transition}
          variant={offer.action === "submit" ? "filled" : "default"}
          loading={actions.busy === offer.transition}
          disabled={(isDirty && offer.action !== "submit") || actions.busy !== null}
          onClick={() => void actions.transition(offer)}
        >
          {localize(offer.label)}
        </Button>
      ))}
    </>
  );
}
