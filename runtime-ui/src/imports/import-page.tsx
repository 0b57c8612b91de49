// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { Alert, Button, Checkbox, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { JobAnswer } from "../../../engine/http/api-types.ts";
import { getJob, startImport } from "../api/reports.ts";
import { formatBytes } from "../format/numbers.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { useNotify } from "../shared/notify.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { ImportResult } from "./import-result.tsx";
import classes from "./imports.module.css";

const POLL_MS = 700;
const isOver = (job: JobAnswer | undefined) => job?.status === "done" || job?.status === "failed";

/** A file of another program: checked first if one wishes, then imported by a job one may leave alone. */
export function ImportPage() {
  const { t } = useTranslation();
  const { importer = "" } = useParams();
  const notify = useNotify();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const [file, setFile] = useState<File | null>(null);
  const [isDryRun, setDryRun] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const jobId = params.get("job");
  const job = useQuery({
    queryKey: ["job", jobId],
    queryFn: () => getJob(jobId!),
    enabled: jobId !== null,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  });
  const start = async (dryRun: boolean) => {
    if (!file) return;
    setBusy(true);
    try {
      const started = await startImport(importer, file, dryRun);
      setParams({ job: started.id, ...(dryRun ? { dry: "1" } : {}) });
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(false);
    }
  };
  const isDone = job.data?.status === "done";
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: ["doctype"] });
  }, [isDone, client]);
  const wasDry = params.get("dry") === "1";
  return (
    <>
      <PageHeader title={t("imports.title")} />
      <Stack className={classes["page"]}>
        <Text c="dimmed">{t("imports.text")}</Text>
        {jobId === null ? (
          <>
            <FileChooser file={file} onFile={setFile} />
            <Group>
              <Checkbox
                size="sm"
                label={t("imports.dryRun")}
                checked={isDryRun}
                onChange={(event) => setDryRun(event.currentTarget.checked)}
              />
              <Button disabled={!file} loading={isBusy} onClick={() => void start(isDryRun)}>
                {t(isDryRun ? "imports.dryRun" : "imports.start")}
              </Button>
            </Group>
          </>
        ) : (
          <JobState job={job.data} isDry={wasDry}>
            <Group gap="xs">
              {isDone && wasDry && file && (
                <Button loading={isBusy} onClick={() => void start(false)}>
                  {t("imports.nowImport")}
                </Button>
              )}
              {isOver(job.data) && (
                <Button variant="default" onClick={() => setParams({})}>
                  {t("imports.again")}
                </Button>
              )}
            </Group>
          </JobState>
        )}
      </Stack>
    </>
  );
}

function FileChooser({ file, onFile }: { readonly file: File | null; readonly onFile: (file: File | null) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    onFile(event.dataTransfer.files[0] ?? null);
  };
  return (
    <section
      className={classes["drop"]}
      aria-label={t("imports.choose")}
      onDrop={onDrop}
      onDragOver={(event) => event.preventDefault()}
    >
      <IconFileImport size={28} stroke={1.4} aria-hidden />
      {file && (
        <strong>
          {file.name} · {formatBytes(file.size, language)}
        </strong>
      )}
      <FileButton onChange={onFile} accept=".txt,.csv,.fec,text/plain">
        {(props) => (
          <Button {...props} variant={file ? "default" : "filled"}>
            {t("imports.choose")}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        {t("imports.drop")}
      </Text>
    </section>
  );
}

interface JobStateProps {
  readonly job: JobAnswer | undefined;
  readonly isDry: boolean;
  readonly children: React.ReactNode;
}

function JobState({ job, isDry, children }: JobStateProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
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
          {localize(job.failure?.message)}
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
