import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  observeRequest(method: string, path: string, status: number, seconds: number): void;
  /** A number asked for when the metrics are read. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** Prometheus text format. */
  render(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "perfex_http_request_seconds",
    help: "Time to answer, by declared path",
    labelNames: ["method", "path", "status"] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  // Putting the labels together and checking them costs as much as counting: it is done once for each series.
  const series = new Map<string, ReturnType<typeof requests.labels>>();
  return {
    observeRequest(method, path, status, seconds) {
      const hundred = `${Math.floor(status / 100)}xx`;
      const key = `${method} ${hundred} ${path}`;
      const known = series.get(key) ?? requests.labels(method, path, hundred);
      series.set(key, known);
      known.observe(seconds);
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(await read());
        },
      });
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
