// The server and the command line as plain JavaScript, built from their sources whenever those changed: TypeScript loaded file by
// file on the fly starts a second later and, as its loader names every closure anew, runs slower.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = ["engine", "seeds"];
/** What is started or loaded by its path; all share one copy of what they have in common. */
const ENTRIES = ["engine/app/main.ts", "seeds/localization/index.ts", "seeds/demo/index.ts"];
const MAIN = "engine/app/main.js";
const programs = join(root, "dist", "program");
/** A running server still loads parts of the program it was started with, so a new one does not replace it at once. */
const KEPT = 3;

function sourceFiles() {
  return SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|schema\.json)$/.test(entry.name) && !entry.name.endsWith(".test.ts"))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).sort();
}

/** The folder is part of it, as the built program knows where its sources lie. */
function stampOfSources() {
  const hash = createHash("sha256").update(root);
  for (const path of [fileURLToPath(import.meta.url), ...sourceFiles()]) hash.update(path).update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}

/** Files are found relative to the source that names them, wherever its code ends up. */
const sourcePlaces = {
  name: "source-places",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8")
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: "ts" };
    });
  },
};

/** Builds beside and renames, so that nobody ever sees half a program. */
async function build(target) {
  const { build: bundle } = await import("esbuild");
  const beside = `${target}.${process.pid}`;
  await bundle({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outbase: root,
    outdir: beside,
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    define: { "process.env.PERFEX_PROGRAM": JSON.stringify(relative(root, target)) },
    plugins: [sourcePlaces],
    logLevel: "warning",
  });
  try {
    renameSync(beside, target);
  } catch (error) {
    // Another process starting at the same moment may have made it; a look beforehand could come too early.
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

function dropOldPrograms() {
  // What another process builds beside may be gone by the time one looks at it.
  const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const byAge = readdirSync(programs)
    .map((name) => ({ path: join(programs, name), at: timeOf(join(programs, name)) }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of byAge.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}

/** Builds the program where its sources changed since; returns the file to start. */
export async function prepareProgram() {
  const target = join(programs, stampOfSources());
  if (!existsSync(target)) {
    await build(target);
    dropOldPrograms();
  }
  return join(target, MAIN);
}
