import { useTranslation } from "react-i18next";

export function useDialogLabels(): { readonly confirm: string; readonly cancel: string } {
  const { t } = useTranslation();
  return { confirm: t("common.confirm"), cancel: t("common.cancel") };
}
