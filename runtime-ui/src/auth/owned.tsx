import { ModalsProvider } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { createQueryClient } from "../api/query-client.ts";
import { useDialogLabels } from "../i18n/use-dialog-labels.ts";

/**
 * Whatever the screens keep in memory: answers, open questions, messages. Given a key of person and organization, it ends with
 * either of them, and nobody finds what somebody else was shown.
 */
export function Owned({ children }: { readonly children: ReactNode }) {
  const labels = useDialogLabels();
  const [client] = useState(createQueryClient);
  useEffect(
    () => () => {
      client.clear();
      notifications.clean();
    },
    [client],
  );
  return (
    <QueryClientProvider client={client}>
      <ModalsProvider labels={labels}>{children}</ModalsProvider>
    </QueryClientProvider>
  );
}
