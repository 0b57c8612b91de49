import type { FormattedValue } from "../format-value.ts";
import { CASES } from "./all-cases.ts";
import { runCase } from "./run-case.ts";

/** What the page reports: a result or an error code per case, and whether the page could have evaluated source text. */
export interface BrowserReport {
  readonly results: readonly (FormattedValue | { readonly error: string })[];
  readonly canEvaluateText: boolean;
}

declare global {
  var expressionReport: BrowserReport | undefined;
}

function canEvaluateText(): boolean {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}

const results = CASES.map((each) => {
  try {
    return runCase(each);
  } catch (error) {
    return { error: String(error) };
  }
});

globalThis.expressionReport = { results, canEvaluateText: canEvaluateText() };
