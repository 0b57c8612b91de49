import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const WEIGHTS = [400, 600, 700];
/** Unicode ranges of the two files; the second holds Œ, ₦, ₵, ɛ, ŋ … */
const SUBSETS: Readonly<Record<string, string>> = {
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  "latin-ext":
    "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
};

let css: string | undefined;

/** `@font-face` rules of Noto Sans with the fonts inlined: a print must look the same on a machine without fonts. */
export function printFontsCss(): string {
  css ??= WEIGHTS.flatMap((weight) => Object.keys(SUBSETS).map((subset) => fontFace(subset, weight))).join("\n");
  return css;
}

function fontFace(subset: string, weight: number): string {
  const path = createRequire(import.meta.url).resolve(
    `@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff2`,
  );
  const data = readFileSync(path).toString("base64");
  return `@font-face{font-family:"Noto Sans";font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${SUBSETS[subset]}}`;
}
