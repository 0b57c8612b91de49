import { parseArgs } from "node:util";
import type { DataSize } from "./data/load-data.ts";

export interface BenchOptions {
  readonly size: DataSize;
  readonly rounds: number;
  readonly duration_ms: number;
  /** Length of a slice of the warm-up: measured cold, servers would be compared as interpreters. */
  readonly slice_ms: number;
  /** The most slices of a warm-up, which else ends when a server gets no faster. */
  readonly slices_max: number;
  readonly connections: readonly number[];
  /** Keys of the cases to measure; null for all of them, which alone is written down as the result. */
  readonly only: readonly string[] | null;
  /** Keys of the cases to run under the profiler, instead of measuring. */
  readonly profile: readonly string[] | null;
  readonly isLongWorkOnly: boolean;
  /** Is the data kept for the next run, and taken from the last? */
  readonly isDataKept: boolean;
  /** Is kept data made anew? */
  readonly isDataAnew: boolean;
}

export const USAGE = `npm run bench -- [options]
  (none)                  everything, on fresh data; writes bench/results.md
  --only create,update    these cases, on data kept between runs; writes nothing down
  --profile create,submit cases under the profiler: functions of Node, statements of Postgres; data kept
  --connections 1,16      how many requests at a time
  --seconds 2             measured time of a side in a round
  --rounds 5              rounds the medians are taken of
  --quick                 less data, shorter rounds
  --anew                  makes the kept data anew
  --long-work             only what one waits for`;

const FULL: DataSize = { parties: 100_000, invoices: 10_000, lines_per_invoice: 10, entries: 1_000_000 };
const SMALL: DataSize = { parties: 5_000, invoices: 500, lines_per_invoice: 10, entries: 40_000 };

/** Reads the command line. Raises an error that tells what is possible. */
export function parseOptions(args: readonly string[], keys: readonly string[]): BenchOptions {
  const given = parsedArgs(args);
  const only = given.only?.split(",") ?? null;
  const profile = given.profile?.split(",") ?? null;
  const unknown = [...(only ?? []), ...(profile ?? [])].find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new Error(`no case "${unknown}"; there are ${keys.join(", ")}`);
  const isQuick = given.quick === true;
  const isPart = only !== null || profile !== null;
  const seconds = positive(given.seconds, isQuick ? 0.5 : 2);
  return {
    size: isQuick ? SMALL : FULL,
    rounds: positive(given.rounds, isQuick || isPart ? 2 : 5),
    duration_ms: seconds * 1_000,
    slice_ms: isQuick ? 500 : 3_000,
    slices_max: isQuick ? 2 : 15,
    connections: (given.connections ?? (profile ? "16" : "1,16")).split(",").map((count) => positive(count, 1)),
    only,
    profile,
    isLongWorkOnly: given["long-work"] === true,
    isDataKept: isPart,
    isDataAnew: given.anew === true,
  };
}

function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: "string" },
        profile: { type: "string" },
        connections: { type: "string" },
        seconds: { type: "string" },
        rounds: { type: "string" },
        quick: { type: "boolean" },
        anew: { type: "boolean" },
        "long-work": { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function positive(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!(value > 0)) throw new Error(`"${text}" is no number above zero\n\n${USAGE}`);
  return value;
}
