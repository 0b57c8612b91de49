import { cpus } from "node:os";
import type { LongWork } from "./long-work/types.ts";

export interface Result {
  readonly name: string;
  readonly connections: number;
  readonly product_per_s: number;
  readonly baseline_per_s: number;
  /** The same work by hand; writes only. */
  readonly by_hand_per_s: number | null;
  /** Product over baseline: median of the ratios of the rounds. */
  readonly ratio: number;
  readonly by_hand_ratio: number | null;
  readonly product_p50_ms: number;
  readonly product_p95_ms: number;
  readonly baseline_p50_ms: number;
  /** Processor time of a request, of the server and of Postgres; not a number where the system does not tell. */
  readonly product_us: number;
  readonly product_node_us: number;
  readonly by_hand_us: number | null;
  readonly by_hand_node_us: number | null;
  readonly baseline_us: number;
  readonly refused: number;
}

const digits = (value: number, count = 1) => value.toFixed(count);

/** The table of ratios as Markdown, with what it takes to measure it again. */
export function renderReport(
  results: readonly Result[],
  longWork: readonly LongWork[],
  facts: readonly string[],
): string {
  return `# Speed against hand-written servers

Made by \`npm run bench\`. All servers use the same Postgres and the same rows and are measured in turn in one run, so a
ratio means more than a number. The load generator, the servers and Postgres share the machine's processors.

- **Raw** is \`bench/baseline\`: Node's http server, prepared statements, JSON built by Postgres, no sign-in, no rights, no
  validation, no history: an upper bound.
- **By hand** is \`bench/by-hand\`: the product's writes written by hand for these documents alone, with token and rights in
  memory, validation, idempotency key, history and outbox, a create or an update in one statement, on the product's own
  tables with their indexes and foreign keys. Before anything is measured, what both have written is compared row by row.
- The **product** answers with sign-in, rights, validation and history on. Creates and submits carry an \`Idempotency-Key\`,
  updates and submits \`If-Match\`, as the screens send them. Updates go round a thousand documents, so that each was opened or
  saved a moment before, as people do; the product then knows it without reading it again.
- **µs** is the processor time a request took, of the server and of Postgres together (Node's part in brackets).

${facts.map((fact) => `- ${fact}`).join("\n")}
- ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}

${renderTable(results)}
${longWork.length === 0 ? "" : renderLongWork(longWork)}`;
}

function renderTable(results: readonly Result[]): string {
  const rows = results.map((result) =>
    [
      result.name,
      String(result.connections),
      digits(result.baseline_per_s, 0),
      result.by_hand_per_s === null ? "" : digits(result.by_hand_per_s, 0),
      digits(result.product_per_s, 0),
      `**${digits(result.ratio, 2)}**`,
      result.by_hand_ratio === null ? "" : `**${digits(result.by_hand_ratio, 2)}**`,
      digits(result.baseline_p50_ms, 2),
      digits(result.product_p50_ms, 2),
      digits(result.product_p95_ms, 2),
      digits(result.baseline_us, 0),
      ofNode(result.by_hand_us, result.by_hand_node_us),
      ofNode(result.product_us, result.product_node_us),
      String(result.refused),
    ].join(" | "),
  );
  return `| Work | Connections | Raw /s | By hand /s | Product /s | Of raw | Of by hand | Raw p50 ms | Product p50 ms | Product p95 ms | Raw µs | By hand µs | Product µs | Refused |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join("\n")}
`;
}

/** Both together, and how much of it is Node's. */
const ofNode = (us: number | null, node_us: number | null): string =>
  us === null || node_us === null ? "" : `${digits(us, 0)} (${digits(node_us, 0)})`;

function renderLongWork(longWork: readonly LongWork[]): string {
  return `
## Work one waits for

Processes are started, files read and everything is written within the time. \`npm run bench -- --long-work\` measures only these.

| Work | Seconds |
|---|---|
${longWork.map(({ name, seconds }) => `| ${name} | ${digits(seconds)} |`).join("\n")}
`;
}
