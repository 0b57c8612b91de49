import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { MetaImporter } from "../../../engine/http/api-types.ts";
import { getJob, startImport } from "../api/reports.ts";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { ParameterForm } from "../reports/parameter-form.tsx";
import { NotFound } from "../shared/not-found.tsx";
import { useNotify } from "../shared/notify.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { FileChooser } from "./file-chooser.tsx";
import classes from "./imports.module.css";
import { InterruptedActions } from "./interrupted-actions.tsx";
import { isOver, JobState } from "./job-state.tsx";
import { OpenImports } from "./open-imports.tsx";
import { optionDefaults } from "./option-defaults.ts";

const POLL_MS = 700;

/** A file of another program, by the importer the metadata declares for it. */
export function ImportPage() {
  const { importer: id = "" } = useParams();
  const importer = useMeta().importers[id];
  return importer ? <OpenImporter key={id} importer={importer} /> : <NotFound />;
}

/** Checked first if one wishes, then imported by a job one may leave alone. */
function OpenImporter({ importer }: { readonly importer: MetaImporter }) {
  const localize = useLocalize();
  const [params] = useSearchParams();
  const [file, setFile] = useState<File | null>(null);
  const [options, setOptions] = useState(() => optionDefaults(importer));
  const { start, isBusy } = useStart(importer, file, options);
  const jobId = params.get("job");
  return (
    <>
      <PageHeader title={localize(importer.label)} />
      <Stack className={classes["page"]}>
        {importer.description && <Text c="dimmed">{localize(importer.description)}</Text>}
        {jobId === null ? (
          <>
            <OpenImports importer={importer.id} />
            <FileChooser file={file} accept={importer.accept} onFile={setFile} />
            <div className={classes["options"]}>
              <ParameterForm
                parameters={importer.options}
                params={options}
                onChange={(name, value) => setOptions((current) => ({ ...current, [name]: value ?? undefined }))}
              />
            </div>
            <StartImport isReady={file !== null} isBusy={isBusy} onStart={start} />
          </>
        ) : (
          <FollowedImport id={jobId} onNowImport={file ? () => start(false) : null} isBusy={isBusy} />
        )}
      </Stack>
    </>
  );
}

interface StartImportProps {
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly onStart: (isDryRun: boolean) => Promise<void>;
}

function StartImport({ isReady, isBusy, onStart }: StartImportProps) {
  const { t } = useTranslation();
  const [isDryRun, setDryRun] = useState(true);
  return (
    <Group>
      <Checkbox
        size="sm"
        label={t("imports.dryRun")}
        checked={isDryRun}
        onChange={(event) => setDryRun(event.currentTarget.checked)}
      />
      <Button disabled={!isReady} loading={isBusy} onClick={() => void onStart(isDryRun)}>
        {t(isDryRun ? "imports.check" : "imports.start")}
      </Button>
    </Group>
  );
}

interface FollowedImportProps {
  readonly id: string;
  /** Null once the file is out of hand. */
  readonly onNowImport: (() => Promise<void>) | null;
  readonly isBusy: boolean;
}

function FollowedImport({ id, onNowImport, isBusy }: FollowedImportProps) {
  const { t } = useTranslation();
  const [, setParams] = useSearchParams();
  const job = useImportJob(id);
  return (
    <JobState job={job}>
      <Group gap="xs">
        {job?.status === "done" && job.dry_run && onNowImport && (
          <Button loading={isBusy} onClick={() => void onNowImport()}>
            {t("imports.nowImport")}
          </Button>
        )}
        {job?.status === "interrupted" && <InterruptedActions job={job} />}
        {isOver(job) && (
          <Button variant="default" onClick={() => setParams({})}>
            {t("imports.again")}
          </Button>
        )}
      </Group>
    </JobState>
  );
}

/** Looks at the job until it is over; what it created is then looked up anew everywhere. */
function useImportJob(id: string) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["job", id],
    queryFn: () => getJob(id),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  });
  const isDone = data?.status === "done" || data?.status === "dismissed";
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: ["doctype"] });
  }, [isDone, client]);
  return data;
}

/** Starts the job and remembers it in the address, so that a reload finds it again. */
function useStart(importer: MetaImporter, file: File | null, options: Readonly<Record<string, unknown>>) {
  const notify = useNotify();
  const [, setParams] = useSearchParams();
  const [isBusy, setBusy] = useState(false);
  const start = async (isDryRun: boolean) => {
    if (!file) return;
    setBusy(true);
    try {
      const started = await startImport(importer.id, file, isDryRun, options);
      setParams({ job: started.id });
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(false);
    }
  };
  return { start, isBusy };
}
