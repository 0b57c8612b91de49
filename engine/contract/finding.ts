import { type ErrorCode, errorDefinition, interpolateText, type LocalizedText } from "../kernel/index.ts";

/** Something wrong (error) or doubtful (warning) in a metadata file. */
export interface Finding {
  readonly code: ErrorCode;
  readonly severity: "error" | "warning";
  /** Key or path of the file. */
  readonly file: string;
  /** JSON pointer inside the file, "" for the whole file. */
  readonly pointer: string;
  readonly message: LocalizedText;
  /** Where that is in the text, where it is known, counted from 1. */
  readonly position?: { readonly line: number; readonly column: number };
  /** What was probably meant. */
  readonly suggestion?: string;
}

export interface FindingOptions {
  readonly file?: string;
  readonly suggestion?: string | undefined;
  readonly severity?: Finding["severity"];
  readonly position?: Finding["position"];
}

/** Builds a finding whose message comes from the error catalogue. */
export function finding(
  code: ErrorCode,
  pointer: string,
  params: Readonly<Record<string, unknown>> = {},
  options: FindingOptions = {},
): Finding {
  const { file = "", suggestion, severity = "error", position } = options;
  const message = withSuggestion(interpolateText(errorDefinition(code), params), suggestion);
  const known = { ...(position && { position }), ...(suggestion !== undefined && { suggestion }) };
  return { code, severity, file, pointer, message, ...known };
}

function withSuggestion(message: LocalizedText, suggestion: string | undefined): LocalizedText {
  if (suggestion === undefined) return message;
  return {
    fr: `${message.fr} Vouliez-vous dire « ${suggestion} » ?`,
    en: `${message.en} Did you mean “${suggestion}”?`,
  };
}
