import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JobAnswer } from "../../../engine/http/api-types.ts";
import { decideOnJob } from "../api/reports.ts";
import { useNotify } from "../shared/notify.tsx";

/** Go on behind what is in, or leave the rest; what is in stays either way. */
export function InterruptedActions({ job }: { readonly job: JobAnswer }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const [isBusy, setBusy] = useState(false);
  const decide = async (decision: "continue" | "dismiss") => {
    setBusy(true);
    try {
      client.setQueryData(["job", job.id], await decideOnJob(job.id, decision));
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: ["job", job.id] });
      await client.invalidateQueries({ queryKey: ["jobs"] });
    }
  };
  return (
    <>
      <Button loading={isBusy} onClick={() => void decide("continue")}>
        {t("imports.continue")}
      </Button>
      <Button variant="default" disabled={isBusy} onClick={() => void decide("dismiss")}>
        {t("imports.dismiss")}
      </Button>
    </>
  );
}
