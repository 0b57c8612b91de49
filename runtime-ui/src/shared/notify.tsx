import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { problemText } from "../api/problem.ts";
import { useLanguage } from "../i18n/language.ts";

export interface Notify {
  readonly done: (message: string) => void;
  readonly refused: (error: unknown) => void;
  /** What was done and can be taken back at once; one message for each id. */
  readonly undoable: (id: string, message: string, onUndo: () => void) => void;
}

/** What was done last: one message, in the place of the one before. */
const DONE = "done";

/** Short messages in a corner: what was done, or what was refused and why. */
export function useNotify(): Notify {
  const { t } = useTranslation();
  const language = useLanguage();
  return {
    done: (message) => {
      notifications.hide(DONE);
      notifications.show({ id: DONE, message, color: "green", autoClose: 3_000 });
    },
    refused: (error) => {
      const { message, hint } = problemText(error, language);
      notifications.show({ title: message, message: hint ?? "", color: "red", autoClose: 9_000 });
    },
    undoable: (id, message, onUndo) => {
      const undo = () => {
        notifications.hide(id);
        onUndo();
      };
      const told = (
        <Group justify="space-between" wrap="nowrap" gap="sm">
          {message}
          <Button size="compact-sm" variant="subtle" onClick={undo}>
            {t("common.undo")}
          </Button>
        </Group>
      );
      // The same message again would keep the first one's way back.
      notifications.hide(id);
      notifications.show({ id, message: told, color: "gray", autoClose: 9_000 });
    },
  };
}
