import { formEn } from "./en/form.ts";
import { listEn } from "./en/list.ts";
import { reportEn } from "./en/report.ts";
import { shellEn } from "./en/shell.ts";
import type { fr } from "./fr.ts";

/** Every text of the screens in English; the type keeps it complete. */
export const en: typeof fr = { ...shellEn, ...listEn, ...formEn, ...reportEn };
