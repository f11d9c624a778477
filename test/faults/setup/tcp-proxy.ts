import { createServer, connect as dial, type Socket } from 'node:net'

/** What a network can do to a connection. `dropReplies`: requests arrive, their answers are lost. */
export type Weather = 'clear' | 'blackhole' | 'dropReplies' | 'refuse'

export type TcpProxy = {
  port: number
  set: (weather: Weather) => void
  resetAll: () => void
  close: () => Promise<void>
}

/** A TCP proxy between the app and its database whose weather can be changed while it runs. */
export async function startProxy(targetPort: number): Promise<TcpProxy> {
  let weather: Weather = 'clear'
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    if (weather === 'refuse') return client.resetAndDestroy()
    const target = dial(targetPort, '127.0.0.1')
    for (const socket of [client, target]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        target.destroy()
      })
    }
    client.on('data', (bytes) => weather !== 'blackhole' && target.write(bytes))
    target.on('data', (bytes) => weather === 'clear' && client.write(bytes))
    return undefined
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const resetAll = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    set: (next) => {
      weather = next
    },
    resetAll,
    close: () => {
      resetAll()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}
