import { modals } from "@mantine/modals";
import { useTranslation } from "react-i18next";
import { departSession } from "../api/session.ts";
import { countDrafts } from "../form/draft-storage.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { DANGER } from "../theme/danger.ts";

/** Signing out takes what one typed and did not save along from this device, and asks before when there is some. */
export function useSignOut(): (everywhere?: boolean) => void {
  const { t } = useTranslation();
  const { user } = useMeta();
  return (everywhere = false) => {
    const unsaved = countDrafts(user.id);
    if (unsaved === 0) return void departSession(everywhere);
    modals.openConfirmModal({
      title: t("auth.signOutTitle"),
      children: t("auth.signOutText", { count: unsaved }),
      labels: { confirm: t("shell.signOut"), cancel: t("common.back") },
      confirmProps: { color: DANGER },
      onConfirm: () => void departSession(everywhere),
    });
  };
}
