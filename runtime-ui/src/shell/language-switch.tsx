import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { rememberLanguage, useLanguage } from "../i18n/language.ts";
import classes from "./top-bar.module.css";

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other = useLanguage() === "fr" ? "en" : "fr";
  return (
    <UnstyledButton
      className={classes["language"]}
      lang={other}
      title={t("shell.otherLanguage")}
      aria-label={t("shell.otherLanguage")}
      onClick={() => {
        rememberLanguage(other);
        void i18n.changeLanguage(other);
      }}
    >
      {other.toUpperCase()}
    </UnstyledButton>
  );
}
