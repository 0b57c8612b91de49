import { appErrors } from "./app.ts";
import { authErrors } from "./auth.ts";
import { contractErrors } from "./contract.ts";
import { databaseErrors } from "./database.ts";
import type { ErrorDefinition } from "./define-errors.ts";
import { documentsErrors } from "./documents.ts";
import { expressionErrors } from "./expression.ts";
import { functionsErrors } from "./functions.ts";
import { httpErrors } from "./http.ts";
import { jobsErrors } from "./jobs.ts";
import { kernelErrors } from "./kernel.ts";
import { ledgersErrors } from "./ledgers.ts";
import { metadataFileErrors } from "./metadata-files.ts";
import { printingErrors } from "./printing.ts";
import { queryErrors } from "./query.ts";
import { registryErrors } from "./registry.ts";
import { reportsErrors } from "./reports.ts";
import { seedsErrors } from "./seeds.ts";
import { workflowErrors } from "./workflow.ts";

/** Every error the product can answer with: stable code → status, both languages, hint. */
export const ERROR_CATALOGUE = {
  ...kernelErrors,
  ...metadataFileErrors,
  ...contractErrors,
  ...expressionErrors,
  ...registryErrors,
  ...databaseErrors,
  ...queryErrors,
  ...documentsErrors,
  ...workflowErrors,
  ...ledgersErrors,
  ...functionsErrors,
  ...reportsErrors,
  ...printingErrors,
  ...jobsErrors,
  ...httpErrors,
  ...authErrors,
  ...appErrors,
  ...seedsErrors,
};

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

export function errorDefinition(code: ErrorCode): ErrorDefinition {
  return ERROR_CATALOGUE[code];
}
