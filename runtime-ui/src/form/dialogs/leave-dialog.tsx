import { Button, Group, Text } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";
import { Dialog } from "../../shared/dialog.tsx";
import type { FormStore } from "../model/form-store.ts";

/** Asks before unsaved work is left behind. It stays on the device either way and is found again. */
export function LeaveDialog({ store }: { readonly store: FormStore }) {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      store.getState().isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (store.getState().isDirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", onUnload);
    return () => window.removeEventListener("beforeunload", onUnload);
  }, [store]);
  if (blocker.state !== "blocked") return null;
  return (
    <Dialog onClose={() => blocker.reset()} title={t("form.leaveTitle")}>
      <Text mb="md">{t("form.leaveText")}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => blocker.proceed()}>
          {t("form.leave")}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset()}>
          {t("form.stay")}
        </Button>
      </Group>
    </Dialog>
  );
}
