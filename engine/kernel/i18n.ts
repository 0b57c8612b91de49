/** The two languages every label and message exists in. */
export type Language = "fr" | "en";

/** A text in both languages; metadata labels and error messages have this shape. */
export interface LocalizedText {
  readonly fr: string;
  readonly en: string;
}

export const LANGUAGES: readonly Language[] = ["fr", "en"];

/** Picks the wanted language, falling back to the other one when it is blank. */
export function localize(text: LocalizedText, language: Language): string {
  return text[language] || text.fr || text.en;
}

/** Replaces `{name}` by the parameter of that name; an unknown name stays visible as written. */
export function interpolate(template: string, params: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? shortened(String(params[name])) : whole,
  );
}

const TOLD_MAX = 1_000;

/** What somebody sent is told as far as anybody would read it. */
export const shortened = (text: string): string => (text.length > TOLD_MAX ? `${text.slice(0, TOLD_MAX)}…` : text);

/** A parameter may itself be a text in both languages: each message then takes its own. */
export function interpolateText(text: LocalizedText, params: Readonly<Record<string, unknown>> = {}): LocalizedText {
  return { fr: interpolate(text.fr, paramsIn(params, "fr")), en: interpolate(text.en, paramsIn(params, "en")) };
}

const paramsIn = (params: Readonly<Record<string, unknown>>, language: Language) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isLocalizedText(value) ? localize(value, language) : value]),
  );

function isLocalizedText(value: unknown): value is LocalizedText {
  const { fr, en } = (typeof value === "object" && value !== null ? value : {}) as Partial<Record<Language, unknown>>;
  return typeof fr === "string" && typeof en === "string";
}
