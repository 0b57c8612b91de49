import { fail } from "../kernel/index.ts";
import { COMMANDS } from "./command-line/commands.ts";
import { createTerminal, type Terminal } from "./command-line/terminal.ts";

const HELP = ["--help", "-h"];

/** All commands, or the one asked for. */
function help(terminal: Terminal, commands: typeof COMMANDS = COMMANDS): number {
  const width = 12;
  terminal.print("npx perfex …");
  for (const { name, usage, summary } of commands) {
    terminal.print(`  ${name.padEnd(width)} ${terminal.text(summary)}`);
    terminal.print(`  ${"".padEnd(width)} perfex ${usage}`);
  }
  terminal.print("");
  terminal.print(
    terminal.text({
      fr: "Partout : --data DIR (dossier de données, .data sinon) ; la variable DATABASE_URL désigne un autre PostgreSQL.",
      en: "Everywhere: --data DIR (data folder, .data unless told); the variable DATABASE_URL names another PostgreSQL.",
    }),
  );
  return 0;
}

async function main(): Promise<number> {
  const [name = "help", ...args] = process.argv.slice(2);
  const terminal = createTerminal();
  try {
    if (name === "help" || HELP.includes(name)) return help(terminal);
    const command = COMMANDS.find((one) => one.name === name) ?? fail("APP_COMMAND_UNKNOWN", { command: name });
    if (args.some((arg) => HELP.includes(arg))) return help(terminal, [command]);
    const run = await command.load();
    return await run(args, terminal);
  } catch (error) {
    terminal.fail(error);
    return 1;
  }
}

process.exitCode = await main();
// What still holds the process (an idle connection, a timer) has no say once the command is over.
process.exit();
