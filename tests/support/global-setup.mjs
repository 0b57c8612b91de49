// Starts one Postgres for the whole run. Jest loads this file itself, without our transform: hence plain JavaScript that has tsx
// load the TypeScript, for this one import only.
import { tsImport } from "tsx/esm/api";

export default async function globalSetup() {
  if (process.env.PERFEX_TEST_DATABASE_URL) return;
  const { startTestPostgres } = await tsImport("./test-postgres.ts", import.meta.url);
  const server = await startTestPostgres();
  process.env.PERFEX_TEST_DATABASE_URL = server.url;
  globalThis.perfexTestPostgres = server;
}
