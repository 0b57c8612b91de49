import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Where the browser is, and the folder of shared libraries it brings along. */
export interface ChromiumLocation {
  readonly executable: string;
  readonly libraries?: string;
}

/**
 * The package unpacks into TMPDIR and changes LD_LIBRARY_PATH of whoever imports it, so it runs in a process of its own.
 * The variable makes it bring its own NSS libraries, which bare systems lack.
 */
const UNPACK_SCRIPT = `
  const { default: chromium } = await import("@sparticuz/chromium");
  await chromium.executablePath();
`;

/**
 * Unpacks the Chromium inside the npm package once per user and version, and returns where it is.
 * Unpacks beside and renames, so that two processes starting together never see half a browser.
 */
export async function unpackChromium(): Promise<ChromiumLocation> {
  const home = join(tmpdir(), `perfex-chromium-147-${userInfo().uid}`);
  if (!existsSync(home)) {
    const unpacking = `${home}.${process.pid}`;
    await mkdir(unpacking, { recursive: true, mode: 0o700 });
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", UNPACK_SCRIPT], {
      cwd: join(import.meta.dirname, "../../../.."),
      env: { ...process.env, TMPDIR: unpacking, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x", NODE_OPTIONS: "" },
      timeout: 60_000,
    });
    await rename(unpacking, home).catch(() => rm(unpacking, { recursive: true, force: true }));
  }
  return { executable: join(home, "chromium"), libraries: join(home, "al2023", "lib") };
}
