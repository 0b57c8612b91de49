// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { Alert, Progress, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { JobAnswer } from "../../../engine/http/api-types.ts";
import { formatCount } from "../format/numbers.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { ImportResult } from "./import-result.tsx";
import classes from "./imports.module.css";

const OVER: readonly (JobAnswer["status"] | undefined)[] = ["done", "failed", "dismissed"];

export const isOver = (job: JobAnswer | undefined) => OVER.includes(job?.status);

/** How far an import came, in words. */
export function useReachedText() {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ done, total }: Pick<JobAnswer, "done" | "total">) =>
    total === 0
      ? t("imports.reachedNothing")
      : t("imports.reached", { done: formatCount(done, language), total: formatCount(total, language) });
}

interface JobStateProps {
  readonly job: JobAnswer | undefined;
  /** What can be done once it is over. */
  readonly children: ReactNode;
}

/** An import under way, interrupted, failed, or done with its figures. */
export function JobState({ job, children }: JobStateProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const reached = useReachedText();
  const isDry = job?.dry_run === true;
  if (job?.status === "interrupted" || job?.status === "dismissed") {
    return (
      <>
        <Alert color="yellow" variant="light" title={t(`imports.${job.status}`)} role="alert">
          {reached(job)} {job.status === "interrupted" && t("imports.kept")} {localize(job.failure?.message)}
        </Alert>
        {children}
      </>
    );
  }
  if (!isOver(job)) {
    return (
      <output className={classes["running"]}>
        <strong>{t(isDry ? "imports.checking" : "imports.running")}</strong>
        <Progress value={job?.progress ?? 0} animated mt={8} mb={8} aria-label={t("imports.running")} />
        <Text size="sm" c="dimmed">
          {localize(job?.message ?? undefined) || t("imports.canLeave")}
        </Text>
      </output>
    );
  }
  if (job?.status === "failed") {
    return (
      <>
        <Alert color="red" variant="light" title={t("imports.failed")} role="alert">
          {localize(job.failure?.message)} {job.done > 0 && reached(job)}
          <ul>
            {job.failure?.details.map((detail, index) => (
              <li key={index}>{localize(detail.message)}</li>
            ))}
          </ul>
        </Alert>
        {children}
      </>
    );
  }
  return (
    <>
      <Alert color="green" variant="light" title={t(isDry ? "imports.doneDry" : "imports.done")} role="status" />
      <ImportResult result={job?.result ?? null} />
      {children}
    </>
  );
}
