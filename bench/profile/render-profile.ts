import type { Measurement } from "../load/measure.ts";
import { areaCosts, type FunctionCost } from "./top-functions.ts";
import type { StatementCost } from "./top-statements.ts";

export interface Profile {
  readonly name: string;
  readonly connections: number;
  /** Without the profiler. */
  readonly plain: Measurement;
  readonly measured: Measurement;
  /** Processor time of the server while it was measured. */
  readonly cpu_ms: number;
  readonly duration_ms: number;
  readonly functions: readonly FunctionCost[];
  readonly statements: readonly StatementCost[];
}

const TOP = 20;
const us = (ms: number) => (ms * 1_000).toFixed(0);

/** Everything per request, in microseconds: what can be compared from run to run. */
export function renderProfile(profile: Profile): string {
  const { name, connections, plain, measured, cpu_ms, duration_ms, functions, statements } = profile;
  const requests = (measured.requests_per_s * duration_ms) / 1_000;
  const inPostgres = statements.reduce((sum, { total_ms }) => sum + total_ms, 0);
  const own = [...functions].filter(({ area }) => area.startsWith("engine/")).sort((a, b) => b.total_ms - a.total_ms);
  return `## ${name}, ${connections} at a time

${plain.requests_per_s.toFixed(0)} per second (${measured.requests_per_s.toFixed(0)} under the profiler), p50 ${plain.p50_ms.toFixed(2)} ms, p95 ${plain.p95_ms.toFixed(2)} ms, ${measured.refused} refused.
Per request: ${us(cpu_ms / requests)} µs of processor in Node, ${us(inPostgres / requests)} µs executing in Postgres (waiting for locks and for the disk included), ${(statements.reduce((sum, { calls }) => sum + calls, 0) / requests).toFixed(1)} statements, ${(statements.reduce((sum, { wal_bytes }) => sum + wal_bytes, 0) / requests).toFixed(0)} bytes of log.

### Node by area, µs of self time per request
${table(
  ["Area", "µs"],
  areaCosts(functions)
    .slice(0, TOP)
    .map(({ area, self_ms }) => [area, us(self_ms / requests)]),
)}
### Functions of Node by self time, µs per request
${table(
  ["Function", "Self", "With what it calls"],
  functions.slice(0, TOP).map((one) => functionRow(one, requests)),
)}
### Functions of the engine with everything they call, µs per request
${table(
  ["Function", "Self", "With what it calls"],
  own.slice(0, TOP + 15).map((one) => functionRow(one, requests)),
)}
### Statements of Postgres, µs per request
${table(
  ["Statement", "µs", "Calls", "µs a call", "Log bytes"],
  statements
    .slice(0, TOP)
    .map(({ text, calls, total_ms, wal_bytes }) => [
      `\`${text.slice(0, 110).replaceAll("|", "¦").replaceAll("`", "")}\``,
      us(total_ms / requests),
      (calls / requests).toFixed(2),
      us(total_ms / calls),
      (wal_bytes / requests).toFixed(0),
    ]),
)}`;
}

const functionRow = ({ place, self_ms, total_ms }: FunctionCost, requests: number): string[] => [
  place.replaceAll("|", "¦"),
  us(self_ms / requests),
  us(total_ms / requests),
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
