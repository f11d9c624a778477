import type { Server } from 'node:http'

/** What one client may hold of the server: slow senders are cut off, an upload may take its time. */
export const connectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 15 * 60_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
}

const bodyMilliseconds = 30_000
const mostConnections = 2_000

/** Node has one limit for all requests; forms get a shorter one here, since only uploads are long. */
export function limitConnections(
  server: Server,
  { bodyMs = bodyMilliseconds, most = mostConnections } = {},
): void {
  server.maxConnections = most
  server.on('request', (request, response) => {
    if (isUpload(request.url ?? '')) return
    const timer = setTimeout(() => {
      if (!request.complete) request.destroy()
    }, bodyMs)
    response.on('close', () => clearTimeout(timer))
  })
}

const uploads =
  /^\/studies\/[^/]+\/(batches|judges)$|^\/api\/v1\/studies\/[^/]+\/(batches|drafts|judges\/[^/]+)$/

/** Where whole files are sent, by page or by API. Their routes count them as they come, once it is known from whom. */
export const isUpload = (url: string): boolean => uploads.test(url.replace(/\?.*$/, ''))
