import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isApiProblem, problemText } from "../api/problem.ts";
import { useLanguage } from "../i18n/language.ts";
import classes from "./states.module.css";

interface ProblemStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Where to go instead. */
  readonly home?: string;
}

/** A place that could not be opened: what happened, what to do, and the request's id for whoever helps. */
export function ProblemState({ error, onRetry, home }: ProblemStateProps) {
  const { t } = useTranslation();
  const { message, hint } = problemText(error, useLanguage());
  const requestId = isApiProblem(error) ? error.problem.request_id : "";
  return (
    <Stack className={classes["state"]} role="alert">
      <IconAlertTriangle size={28} stroke={1.5} className={classes["icon"]} aria-hidden />
      <Title order={2}>{message}</Title>
      {hint && <Text c="dimmed">{hint}</Text>}
      <Group gap="xs" justify="center">
        {onRetry && <Button onClick={onRetry}>{t("common.retry")}</Button>}
        {home && (
          <Button variant="default" component={Link} to={home}>
            {t("common.home")}
          </Button>
        )}
      </Group>
      {requestId && (
        <Text size="xs" c="dimmed">
          {t("common.requestId")} <code>{requestId}</code>
        </Text>
      )}
    </Stack>
  );
}
