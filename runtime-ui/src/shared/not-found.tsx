import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "./empty-state.tsx";
import { useDocumentTitle } from "./use-document-title.ts";

export function NotFound() {
  const { t } = useTranslation();
  useDocumentTitle(t("notFound.title"));
  return (
    <EmptyState icon="map-pin" title={t("notFound.title")} text={t("notFound.text")}>
      <Button component={Link} to="/">
        {t("common.home")}
      </Button>
    </EmptyState>
  );
}
