import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./theme/global.css";
import { createRoot } from "react-dom/client";
import { followOtherTabs, refreshSession } from "./api/session.ts";
import { thisTab } from "./api/tab.ts";
import { App } from "./app.tsx";
import { setUpTexts } from "./i18n/setup.ts";

const root = document.getElementById("root");
if (root) {
  // Before anybody can duplicate the tab.
  thisTab();
  followOtherTabs();
  void Promise.all([setUpTexts(), refreshSession().catch(() => false)]).then(() => createRoot(root).render(<App />));
}
