/** Upper case letter by letter: a letter whose upper case is several letters (ß) stays, as in Postgres. */
export function upperCase(text: string): string {
  return mapLetters(text, (letter) => letter.toUpperCase());
}

/** Lower case letter by letter; the Turkish dotted İ becomes a plain i. */
export function lowerCase(text: string): string {
  return mapLetters(text, (letter) => (letter === "İ" ? "i" : letter.toLowerCase()));
}

function mapLetters(text: string, convert: (letter: string) => string): string {
  let result = "";
  for (const letter of text) {
    const converted = convert(letter);
    result += isOneLetter(converted) ? converted : letter;
  }
  return result;
}

function isOneLetter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}
