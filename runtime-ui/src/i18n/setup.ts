import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { setRequestLanguage } from "../api/client.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";
import { initialLanguage } from "./language.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "screens";
    resources: { screens: typeof fr };
  }
}

function follow(language: string): void {
  document.documentElement.lang = language;
  setRequestLanguage(language);
}

/** Both languages are in the first script: they are small, and switching must not wait. */
export async function setUpTexts(): Promise<void> {
  i18next.on("languageChanged", follow);
  await i18next.use(initReactI18next).init({
    lng: initialLanguage(),
    fallbackLng: "fr",
    ns: ["screens"],
    defaultNS: "screens",
    resources: { fr: { screens: fr }, en: { screens: en } },
    interpolation: { escapeValue: false },
  });
  follow(i18next.language);
}
