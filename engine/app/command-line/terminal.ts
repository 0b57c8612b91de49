import { isPerfexError, type Language, type LocalizedText, localize } from "../../kernel/index.ts";

/** French when the terminal is, else English. */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  return /^fr/i.test(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "") ? "fr" : "en";
}

/** What commands write with: results to stdout, everything that accompanies them to stderr. */
export interface Terminal {
  readonly language: Language;
  text(text: LocalizedText): string;
  /** A line of the result. */
  print(line: string): void;
  /** A line beside the result. */
  say(text: LocalizedText): void;
  /** One line that is written over as work advances; `null` ends it. */
  progress(text: LocalizedText | null): void;
  fail(error: unknown): void;
}

export function createTerminal(language: Language = terminalLanguage()): Terminal {
  const isLive = process.stderr.isTTY === true;
  let hasProgress = false;
  let lastProgress = "";

  function endProgress(): void {
    if (hasProgress) process.stderr.write("\n");
    hasProgress = false;
  }

  function line(text: string): void {
    endProgress();
    process.stderr.write(`${text}\n`);
  }

  return {
    language,
    text: (text) => localize(text, language),
    print: (text) => {
      endProgress();
      process.stdout.write(`${text}\n`);
    },
    say: (text) => line(localize(text, language)),
    progress(text) {
      if (text === null) return endProgress();
      const shown = localize(text, language);
      if (shown === lastProgress) return;
      lastProgress = shown;
      // In a log file every step is a line of its own.
      if (!isLive) return line(shown);
      process.stderr.write(`\r\x1b[2K${shown}`);
      hasProgress = true;
    },
    fail: (error) => line(describeError(error, language)),
  };
}

/** Message, details and hint of one of our errors. A stack is told of mistakes alone: nobody needs one to start a database again. */
export function describeError(error: unknown, language: Language): string {
  if (!isPerfexError(error)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const details = error.details.map(
    ({ code, pointer, message, params }) =>
      `  ${placeOf(params ?? {}, pointer ?? "")} ${localize(message, language)} [${code}]`,
  );
  const isMistake = error.status === 500;
  const cause = isMistake && error.cause instanceof Error ? [String(error.cause.stack)] : [];
  const hint = error.hint ? [`→ ${localize(error.hint, language)}`] : [];
  return [`✗ ${localize(error.text, language)} [${error.code}]`, ...details, ...hint, ...cause].join("\n");
}

/** `file:line:column /pointer`, as far as it is told. */
function placeOf({ file = "", line, column }: Readonly<Record<string, unknown>>, pointer: string): string {
  return line === undefined ? `${file}${pointer}` : `${file}:${line}:${column} ${pointer}`.trimEnd();
}
