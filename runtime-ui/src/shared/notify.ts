import { notifications } from "@mantine/notifications";
import { problemText } from "../api/problem.ts";
import { useLanguage } from "../i18n/language.ts";

export interface Notify {
  readonly done: (message: string) => void;
  readonly refused: (error: unknown) => void;
}

/** Short messages in a corner: what was done, or what was refused and why. */
export function useNotify(): Notify {
  const language = useLanguage();
  return {
    done: (message) => notifications.show({ message, color: "green", autoClose: 3_000 }),
    refused: (error) => {
      const { message, hint } = problemText(error, language);
      notifications.show({ title: message, message: hint ?? "", color: "red", autoClose: 9_000 });
    },
  };
}
