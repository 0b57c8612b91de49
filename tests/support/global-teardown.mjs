// Stops the Postgres that global-setup.mjs started, and removes its folder.
export default async function globalTeardown() {
  await globalThis.perfexTestPostgres?.stop();
}
