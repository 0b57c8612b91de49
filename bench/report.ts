import { cpus } from "node:os";
import type { LongWork } from "./long-work/types.ts";

export interface Result {
  readonly name: string;
  readonly connections: number;
  readonly product_per_s: number;
  readonly baseline_per_s: number;
  /** Product over baseline: median of the ratios of the rounds. */
  readonly ratio: number;
  readonly product_p50_ms: number;
  readonly product_p95_ms: number;
  readonly baseline_p50_ms: number;
  readonly refused: number;
}

const digits = (value: number, count = 1) => value.toFixed(count);

/** The table of ratios as Markdown, with what it takes to measure it again. */
export function renderReport(
  results: readonly Result[],
  longWork: readonly LongWork[],
  facts: readonly string[],
): string {
  const rows = results.map((result) =>
    [
      result.name,
      String(result.connections),
      digits(result.baseline_per_s, 0),
      digits(result.product_per_s, 0),
      `**${digits(result.ratio, 2)}**`,
      digits(result.baseline_p50_ms, 2),
      digits(result.product_p50_ms, 2),
      digits(result.product_p95_ms, 2),
      String(result.refused),
    ].join(" | "),
  );
  return `# Speed against a hand-written server

Made by \`npm run bench\`. Both servers use the same Postgres and the same rows and are measured in turn in one run, so a
ratio means more than a number. The baseline is \`bench/baseline\`: Node's http server, prepared statements, JSON built by
Postgres, no sign-in, no rights, no validation. The product answers with sign-in, rights, validation and history on.
The load generator, both servers and Postgres share the machine's processors.

${facts.map((fact) => `- ${fact}`).join("\n")}
- ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}

| Work | Connections | Baseline /s | Product /s | Ratio | Baseline p50 ms | Product p50 ms | Product p95 ms | Refused |
|---|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join("\n")}

## Work one waits for

Processes are started, files read and everything is written within the time. \`npm run bench -- --long-work\` measures only these.

| Work | Seconds |
|---|---|
${longWork.map(({ name, seconds }) => `| ${name} | ${digits(seconds)} |`).join("\n")}
`;
}
