import { parseArgs } from "node:util";
import { fail, LANGUAGES, type Language } from "../../kernel/index.ts";

/** `string`: `--name value` · `boolean`: `--name`. */
export type OptionKinds = Readonly<Record<string, "string" | "boolean">>;

export interface Options<Kinds extends OptionKinds> {
  readonly options: { readonly [Name in keyof Kinds]?: Kinds[Name] extends "string" ? string : boolean };
  readonly words: readonly string[];
}

/** Raises APP_OPTION_UNKNOWN on anything not declared. */
export function parseOptions<const Kinds extends OptionKinds>(args: readonly string[], kinds: Kinds): Options<Kinds> {
  const options = Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { options: values as Options<Kinds>["options"], words: positionals };
  } catch (error) {
    return fail("APP_OPTION_UNKNOWN", {
      option: error instanceof Error ? error.message.split(".")[0]! : String(error),
    });
  }
}

/** A port number. Raises APP_OPTION_UNKNOWN. */
export function parsePort(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? port : fail("APP_OPTION_UNKNOWN", { option: `${name} ${text}` });
}

/** Raises APP_OPTION_UNKNOWN. */
export function parseLanguage(text: string | undefined): Language | undefined {
  if (text === undefined) return undefined;
  return LANGUAGES.find((one) => one === text) ?? fail("APP_OPTION_UNKNOWN", { option: `--language ${text}` });
}
