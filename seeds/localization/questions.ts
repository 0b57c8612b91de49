import { type IsoDate, systemClock } from "../../engine/kernel/index.ts";
import type { SeedQuestion } from "../types.ts";

const firstOfYear = (): IsoDate => `${systemClock.today().slice(0, 4)}-01-01`;

/** What is asked, besides its name, country, currency and language, when an organization is made. */
export const QUESTIONS: readonly SeedQuestion[] = [
  {
    id: "fiscal_year_start",
    type: "date",
    label: { fr: "Début de l’exercice en cours", en: "Start of the current fiscal year" },
    help: { fr: "Le 1er janvier, sauf indication contraire.", en: "1 January unless told." },
    isOnScreen: true,
    proposed: firstOfYear,
  },
  {
    id: "chart",
    type: "text",
    label: { fr: "Plan de comptes", en: "Chart of accounts" },
    help: {
      fr: "Par exemple fr_pcg ; celui du pays, sauf indication contraire.",
      en: "E.g. fr_pcg; the country's own unless told.",
    },
    isOnScreen: false,
  },
];
