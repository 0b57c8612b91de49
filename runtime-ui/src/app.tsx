import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router";
import { queryClient } from "./api/query-client.ts";
import { useDialogLabels } from "./i18n/use-dialog-labels.ts";
import { router } from "./routes.tsx";
import { colorSchemes } from "./theme/color-schemes.ts";
import { surfaceVariables, theme } from "./theme/theme.ts";

export function App() {
  const labels = useDialogLabels();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={surfaceVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <ModalsProvider labels={labels}>
          <Notifications position="top-center" limit={4} />
          <RouterProvider router={router} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
