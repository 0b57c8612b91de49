import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { RequestTimes } from "./request-times.ts";

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
  const requests = new RequestTimes("perfex_http_request_seconds", "Time to answer, by declared path");
  return {
    observeRequest: (method, path, status, seconds) => requests.observe(method, path, status, seconds),
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
    render: async () => `${await registry.metrics()}${requests.render()}`,
    contentType: registry.contentType,
  };
}
