import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Packages that change rarely and are needed by every screen; the others follow the screens that import them. */
const SHELL_PACKAGES = /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)[\\/]/;
const GRID_PACKAGES = /node_modules[\\/](ag-grid-community|ag-grid-react)[\\/]/;
const CHART_PACKAGES = /node_modules[\\/](echarts|zrender)[\\/]/;
const FORM_PACKAGES = /node_modules[\\/](@rjsf|react-is|markdown-to-jsx|lodash|lodash-es)[\\/]/;

/** RJSF names its Ajv validator in a helper for tests, which is never run here; Ajv would need `eval`. */
const withoutAjv = {
  name: "without-ajv",
  resolveId: (id: string) => (id === "@rjsf/validator-ajv8" ? "\0without-ajv" : null),
  load: (id: string) => (id === "\0without-ajv" ? "export default {};" : null),
};

const API_TARGET = process.env["PERFEX_API"] ?? "http://127.0.0.1:3000";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), withoutAjv],
  build: {
    outDir: "../dist/runtime-ui",
    emptyOutDir: true,
    target: "es2022",
    // Data URIs in stylesheets would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "shell-vendor", test: SHELL_PACKAGES, priority: 30 },
            { name: "grid", test: GRID_PACKAGES, priority: 20 },
            { name: "chart", test: CHART_PACKAGES, priority: 20 },
            { name: "form-vendor", test: FORM_PACKAGES, priority: 20 },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { "/api": { target: API_TARGET, changeOrigin: false } } },
});
