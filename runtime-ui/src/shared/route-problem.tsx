import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, useRouteError } from "react-router";
import { isApiProblem } from "../api/problem.ts";
import { EmptyState } from "./empty-state.tsx";
import { NotFound } from "./not-found.tsx";
import { ProblemState } from "./problem-state.tsx";

/** The last net: a screen that failed to draw or to load its script. Reloading fetches the version now served. */
export function RouteProblem() {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  if (isApiProblem(error)) return <ProblemState error={error} onRetry={() => window.location.reload()} home="/" />;
  return (
    <EmptyState icon="tool" title={t("crash.title")} text={t("crash.text")}>
      <Button onClick={() => window.location.reload()}>{t("crash.reload")}</Button>
    </EmptyState>
  );
}
