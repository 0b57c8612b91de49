/** A text that begins like this is run as a formula when a spreadsheet opens the file. */
const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** The text with an apostrophe in front where a spreadsheet would run it. */
export const guardText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** What `guardText` was given. */
export const unguardText = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);
