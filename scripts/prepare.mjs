// Makes a fresh clone runnable: right Node, packages installed, screens built. Does nothing, fast, when all is up to date.
// biome-ignore-all lint/style/useNodejsImportProtocol: the prefix is unknown to the old versions this must speak to.
// Old syntax on purpose (and only built-in modules): an old Node must be able to read this file to say that it is too old.
import { spawnSync } from "child_process";
import { createHash } from "crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "fs";
import { dirname, join } from "path";
import { fileURLToPath } from "url";

var root = dirname(dirname(fileURLToPath(import.meta.url)));
var isFrench = /^fr/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "");

function say(fr, en) {
  process.stderr.write(`${isFrench ? fr : en}\n`);
}

function stop(fr, en) {
  say(fr, en);
  process.exit(1);
}

function checkNode() {
  var parts = process.versions.node.split(".").map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return;
  var found = process.versions.node;
  stop(
    `Perfex ERP demande Node 20.19 ou plus récent ; celui-ci est le ${found}. Voir https://nodejs.org/fr/download`,
    `Perfex ERP needs Node 20.19 or newer; this one is ${found}. See https://nodejs.org/en/download`,
  );
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function hashOf(text) {
  return createHash("sha256").update(text).digest("hex");
}

function run(args, env) {
  var result = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: Object.assign({}, process.env, env),
  });
  return result.status === 0;
}

// ── packages ──────────────────────────────────────────────────────────────────────────────────

/** An `npm ci` done by hand leaves no stamp of ours, but npm's own list: it counts when every version agrees. */
function isInstalledAsLocked(lockText) {
  var installedText = read(join(root, "node_modules", ".package-lock.json"));
  if (!installedText) return false;
  var wanted = JSON.parse(lockText).packages;
  var installed = JSON.parse(installedText).packages;
  return Object.keys(wanted).every((path) => {
    if (path === "" || wanted[path].optional || wanted[path].peer) return true;
    return installed[path] && installed[path].version === wanted[path].version;
  });
}

function runNpm(args) {
  // Under `npm start` this is npm's own script, so that no shell has to find `npm` (npm.cmd on Windows).
  var script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script)) return run([script].concat(args));
  var result = spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  return result.status === 0;
}

function install() {
  var lockText = read(join(root, "package-lock.json"));
  var stampFile = join(root, "node_modules", ".perfex-installed");
  var stamp = hashOf(lockText);
  if (read(stampFile) === stamp) return;
  if (!isInstalledAsLocked(lockText)) {
    say(
      "Installation des paquets (une à deux minutes la première fois)…",
      "Installing packages (a minute or two the first time)…",
    );
    if (!runNpm(["ci", "--include=dev", "--no-audit", "--no-fund", "--progress=true"])) {
      stop(
        "L'installation a échoué : voyez le message de npm ci-dessus (réseau, droits sur le dossier, place sur le disque).",
        "Installing failed: see npm's message above (network, rights on the folder, disk space).",
      );
    }
  }
  writeFileSync(stampFile, stamp);
}

// ── screens ───────────────────────────────────────────────────────────────────────────────────

function addFiles(hash, folder) {
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .forEach((entry) => {
      var path = join(folder, entry.name);
      if (entry.isDirectory()) addFiles(hash, path);
      else if (!/\.test\.tsx?$/.test(entry.name)) hash.update(path.slice(root.length)).update(readFileSync(path));
    });
}

function hashOfScreens() {
  var hash = createHash("sha256").update(read(join(root, "package-lock.json")));
  ["runtime-ui", "engine/kernel", "engine/contract", "engine/calculation"].forEach((folder) => {
    addFiles(hash, join(root, folder));
  });
  return hash.digest("hex");
}

function buildScreens() {
  var config = join(root, "runtime-ui", "vite.config.ts");
  if (!existsSync(config)) return;
  var stampFile = join(root, "dist", "runtime-ui", ".built-from");
  var stamp = hashOfScreens();
  if (read(stampFile) === stamp) return;
  say("Construction des écrans…", "Building the screens…");
  var vite = join(root, "node_modules", "vite", "bin", "vite.js");
  if (!run([vite, "build", "--config", config, "--logLevel", "warn"], { NODE_ENV: "production" })) {
    stop("La construction des écrans a échoué (message ci-dessus).", "Building the screens failed (message above).");
  }
  writeFileSync(stampFile, stamp);
}

checkNode();
install();
buildScreens();
