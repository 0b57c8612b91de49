import { Button, Group } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { handOverTyped } from "../../shared/hand-over-typed.ts";
import { useIsDialogOpen } from "../../shared/open-dialogs.ts";
import { useOpenForm, useStoreState } from "../form-context.ts";
import classes from "../form-editor.module.css";
import type { LostPlace } from "./carry-over.ts";
import type { NewerForm } from "./steady-form.tsx";
import { typedWork } from "./take-up.ts";

interface ChangedFormNoticeProps {
  readonly newer: NewerForm;
  readonly lost: readonly LostPlace[];
  readonly isBusy: boolean;
}

/** Other metadata was applied: a form without typed values becomes the new one by itself, the others when one says so. */
export function ChangedFormNotice({ newer, lost, isBusy }: ChangedFormNoticeProps) {
  const { t } = useTranslation();
  const { store } = useOpenForm();
  const { isDirty } = useStoreState(store);
  const { takeOver, isComing } = newer;
  // What is asked or typed in front of the form is ended first.
  const isDialogOpen = useIsDialogOpen();
  const isReady = !isComing && !isBusy && !isDialogOpen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken over once, when nothing typed or awaited is in the way
  useEffect(() => {
    if (!isDirty && isReady) takeOver();
  }, [isDirty, isReady]);
  if (!isDirty) return null;
  const takeTyped = async () => {
    await handOverTyped();
    takeOver(typedWork(store, lost));
  };
  return (
    <Group className={classes["notice"]} role="status" gap="sm">
      <IconRefresh size={16} aria-hidden />
      <span>{t("form.changed")}</span>
      <Button variant="subtle" size="compact-sm" disabled={!isReady} onClick={() => void takeTyped()}>
        {t("form.takeOver")}
      </Button>
    </Group>
  );
}
