import { useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { storedLanguage } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { storedColorScheme } from "../theme/color-schemes.ts";

/** On a device where nothing was chosen yet, language and colours are those of the account. */
export function useAccountPreferences(): void {
  const { language, theme } = useMeta().user;
  const { i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const wanted = theme === "system" ? "auto" : theme;
  useEffect(() => {
    if (storedLanguage() === null && i18n.language !== language) void i18n.changeLanguage(language);
    if (storedColorScheme() === null && colorScheme !== wanted) setColorScheme(wanted);
  }, [language, i18n, wanted, colorScheme, setColorScheme]);
}
