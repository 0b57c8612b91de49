import { ERROR_CATALOGUE } from "./catalogue.ts";
import type { ErrorDefinition } from "./define-errors.ts";

/** The Markdown of `docs/errors.md`: one row per code, in alphabetical order. */
export function renderErrorReference(): string {
  const rows = Object.entries<ErrorDefinition>(ERROR_CATALOGUE)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, error]) =>
        `| \`${code}\` | ${error.status} | ${cell(error.fr, error.hint?.fr)} | ${cell(error.en, error.hint?.en)} |`,
    );
  return `# Errors

Every refusal carries one of these stable codes, its HTTP status and both languages. Names in braces are filled in.
Made from the catalogue in \`engine/kernel/errors\` by \`node --import tsx scripts/generate-errors.ts\`; a test keeps both equal.

| Code | Status | Français | English |
|---|---|---|---|
${rows.join("\n")}
`;
}

function cell(message: string, hint: string | undefined): string {
  return [message, hint].filter(Boolean).join(" ").replaceAll("|", "\\|").replaceAll("\n", " ");
}
