import { Alert, Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { listJobs } from "../api/reports.ts";
import { useReachedText } from "./job-state.tsx";

/** Imports one has left: under way, or interrupted and waiting for a decision. */
export function OpenImports({ importer }: { readonly importer: string }) {
  const { t } = useTranslation();
  const reached = useReachedText();
  const { data = [] } = useQuery({ queryKey: ["jobs"], queryFn: listJobs, staleTime: 0 });
  const imports = data.filter(({ kind }) => kind === `import:${importer}`);
  if (imports.length === 0) return null;
  return (
    <Stack gap="xs">
      {imports.map((job) => (
        <Alert
          key={job.id}
          variant="light"
          color={job.status === "interrupted" ? "yellow" : "blue"}
          title={job.status === "interrupted" ? t("imports.interrupted") : t("imports.running")}
          role="status"
        >
          {job.file_name} · {reached(job)}{" "}
          <Anchor component={Link} to={`?job=${job.id}`} size="sm">
            {t("imports.look")}
          </Anchor>
        </Alert>
      ))}
    </Stack>
  );
}
