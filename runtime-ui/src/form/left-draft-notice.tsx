import { Button, Group } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatRelative } from "../format/dates.ts";
import { useLanguage } from "../i18n/language.ts";
import { adoptDraft, type DraftPlace, forgetLeft, type LeftDraft, leftDrafts } from "./draft-storage.ts";
import { useFormState } from "./form-context.ts";
import classes from "./form-editor.module.css";

interface LeftDraftNoticeProps {
  readonly place: DraftPlace;
  /** Opens the form anew. */
  readonly onTakenUp: () => void;
}

/** Work on this document that another tab left unsaved is offered, as long as nothing is typed here that it would replace. */
export function LeftDraftNotice({ place, onTakenUp }: LeftDraftNoticeProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { isDirty, stored } = useFormState();
  const [[newest, ...older], setLeft] = useState<readonly LeftDraft[]>([]);
  const version = stored?.version;
  useEffect(() => {
    let isWanted = true;
    void leftDrafts(place, version).then((left) => isWanted && setLeft(left));
    return () => {
      isWanted = false;
    };
  }, [place, version]);
  if (!newest || isDirty) return null;
  const takeUp = () => {
    adoptDraft(place, newest);
    onTakenUp();
  };
  const discard = () => {
    forgetLeft(newest);
    setLeft(older);
  };
  return (
    <Group className={classes["notice"]} role="status" gap="sm">
      <IconHistory size={16} aria-hidden />
      <span>{t("form.left", { when: formatRelative(new Date(newest.at).toISOString(), language) })}</span>
      <Button variant="subtle" size="compact-sm" onClick={takeUp}>
        {t("form.takeUp")}
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={discard}>
        {t("form.discard")}
      </Button>
    </Group>
  );
}
