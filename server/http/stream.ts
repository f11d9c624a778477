/**
 * Chunks as a response body, drawn only as fast as they are read. The first is drawn before the answer begins, so
 * what fails at once still gets a proper status; a reader that leaves ends the source.
 */
export async function streamOf(
  chunks: AsyncIterable<Uint8Array | string>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  const source = chunks[Symbol.asyncIterator]()
  let next = await source.next()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close()
      controller.enqueue(typeof next.value === 'string' ? encoder.encode(next.value) : next.value)
      next = await source.next()
    },
    async cancel() {
      await source.return?.()
    },
  })
}

/** The bytes of an uploaded file, chunk by chunk. */
export async function* chunksOf(part: Blob): AsyncGenerator<Uint8Array> {
  const reader = part.stream().getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}
