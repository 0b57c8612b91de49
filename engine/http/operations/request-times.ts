/** Upper bounds in seconds; what takes longer counts in the last bucket, which has none. */
const BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

interface Series {
  readonly labels: string;
  readonly counts: number[];
  sum: number;
}

/**
 * A histogram of how long requests took, in the text format of Prometheus. Its library finds the series of three labels anew for each
 * observation, which takes longer than all the rest of the log.
 */
export class RequestTimes {
  readonly #name: string;
  readonly #help: string;
  /** By path, then by method and hundred of the status. */
  readonly #series = new Map<string, Map<string, Series[]>>();

  constructor(name: string, help: string) {
    this.#name = name;
    this.#help = help;
  }

  observe(method: string, path: string, status: number, seconds: number): void {
    const series = this.#find(method, path, Math.floor(status / 100));
    let bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]!) bucket++;
    series.counts[bucket]! += 1;
    series.sum += seconds;
  }

  render(): string {
    const name = this.#name;
    const lines = [`# HELP ${name} ${this.#help}`, `# TYPE ${name} histogram`];
    for (const byMethod of this.#series.values()) {
      for (const byStatus of byMethod.values()) {
        for (const series of Object.values(byStatus)) lines.push(...this.#linesOf(series));
      }
    }
    return `${lines.join("\n")}\n`;
  }

  #linesOf({ labels, counts, sum }: Series): string[] {
    let count = 0;
    const buckets = counts.map((some, bucket) => {
      count += some;
      return `${this.#name}_bucket{le="${BOUNDS[bucket] ?? "+Inf"}",${labels}} ${count}`;
    });
    return [...buckets, `${this.#name}_sum{${labels}} ${sum}`, `${this.#name}_count{${labels}} ${count}`];
  }

  #find(method: string, path: string, hundred: number): Series {
    const byMethod = this.#series.get(path) ?? new Map<string, Series[]>();
    const byStatus = byMethod.get(method) ?? [];
    const known = byStatus[hundred];
    if (known) return known;
    const labels = `method="${method}",path="${path}",status="${hundred}xx"`;
    const series = { labels, counts: Array<number>(BOUNDS.length + 1).fill(0), sum: 0 };
    byStatus[hundred] = series;
    this.#series.set(path, byMethod.set(method, byStatus));
    return series;
  }
}
