import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import type { Crumb } from "../shared/page-header.tsx";

export function useModuleCrumbs(moduleId: string): readonly Crumb[] {
  const localize = useLocalize();
  const to = useAddresses();
  const module = useMeta().modules[moduleId];
  return module ? [{ label: localize(module.label), to: to.module(module.id) }] : [];
}
