import { useMemo } from "react";
import type { TextContext } from "../format/field-text.ts";
import { useLanguage } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";

export function useTextContext(): TextContext {
  const meta = useMeta();
  const language = useLanguage();
  return useMemo(() => ({ meta, language }), [meta, language]);
}
