import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { rememberLanguage, useLanguage } from "../i18n/language.ts";
import { handOverTyped } from "../shared/hand-over-typed.ts";
import classes from "./top-bar.module.css";

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other = useLanguage() === "fr" ? "en" : "fr";
  const change = async () => {
    await handOverTyped();
    rememberLanguage(other);
    await i18n.changeLanguage(other);
  };
  return (
    <UnstyledButton
      className={classes["language"]}
      lang={other}
      title={t("shell.otherLanguage")}
      aria-label={t("shell.otherLanguage")}
      onMouseDown={(event) => {
        // A cell being typed in keeps the focus, so that it can be asked for its value.
        event.preventDefault();
      }}
      onClick={() => void change()}
    >
      {other.toUpperCase()}
    </UnstyledButton>
  );
}
