const edges = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type Labels = Record<string, string>
type Timing = { labels: Labels; buckets: number[]; sum: number; count: number }
type Request = { method: string; route: string; status: number; seconds: number }
export type Gauge = { name: string; help: string; type: 'gauge' | 'counter'; values: [Labels, number][] }

/**
 * Counts of this process in the text format of Prometheus. Labels are routes as they are declared, never addresses,
 * so that no key, code or slug gets in and their number stays small.
 */
export function createMetrics() {
  const timings = new Map<string, Timing>()

  function observe({ method, route, status, seconds }: Request): void {
    const key = `${method} ${route} ${status}`
    const labels = { method, route, status: String(status) }
    const timing = timings.get(key) ?? { labels, buckets: edges.map(() => 0), sum: 0, count: 0 }
    timings.set(key, timing)
    for (const [n, edge] of edges.entries())
      if (seconds <= edge) timing.buckets[n] = (timing.buckets[n] ?? 0) + 1
    timing.sum += seconds
    timing.count += 1
  }

  function text(gauges: Gauge[]): string {
    const name = 'tiebreak_http_request_seconds'
    const lines = [`# HELP ${name} Time to answer a request`, `# TYPE ${name} histogram`]
    for (const { labels, buckets, sum, count } of timings.values()) {
      for (const [n, edge] of edges.entries()) {
        lines.push(line(`${name}_bucket`, { ...labels, le: String(edge) }, buckets[n] ?? 0))
      }
      lines.push(line(`${name}_bucket`, { ...labels, le: '+Inf' }, count))
      lines.push(line(`${name}_sum`, labels, sum), line(`${name}_count`, labels, count))
    }
    for (const gauge of gauges) {
      lines.push(`# HELP ${gauge.name} ${gauge.help}`, `# TYPE ${gauge.name} ${gauge.type}`)
      for (const [labels, value] of gauge.values) lines.push(line(gauge.name, labels, value))
    }
    return `${lines.join('\n')}\n`
  }

  return { observe, text }
}
export type Metrics = ReturnType<typeof createMetrics>

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
