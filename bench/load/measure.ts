import { type HttpRequest, openConnection } from "./http-connection.ts";

/** Makes the n-th request of a run; n counts over all connections. */
export type RequestMaker = (n: number) => HttpRequest;

export interface Measurement {
  readonly requests: number;
  readonly requests_per_s: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** Answers that were not 2xx. */
  readonly refused: number;
  readonly firstRefusal: string | null;
}

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly duration_ms: number;
  readonly make: RequestMaker;
}

/** Keeps the given number of connections busy for the given time. */
export async function measure(options: LoadOptions): Promise<Measurement> {
  const { port, connections, duration_ms, make } = options;
  const latencies: number[] = [];
  let sent = 0;
  let refused = 0;
  let firstRefusal: string | null = null;
  const started = performance.now();

  async function keepBusy(): Promise<void> {
    const connection = await openConnection(port);
    while (performance.now() <= started + duration_ms) {
      const request = make(sent++);
      const begun = performance.now();
      const { status, body } = await connection.send(request);
      latencies.push(performance.now() - begun);
      if (status >= 200 && status < 300) continue;
      refused += 1;
      firstRefusal ??= `${request.method} ${request.path} → ${status} ${body.slice(0, 300)}`;
    }
    connection.close();
  }

  await Promise.all(Array.from({ length: connections }, keepBusy));
  const elapsed_ms = performance.now() - started;
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    requests_per_s: (latencies.length / elapsed_ms) * 1_000,
    p50_ms: quantile(latencies, 0.5),
    p95_ms: quantile(latencies, 0.95),
    refused,
    firstRefusal,
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
