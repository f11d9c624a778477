import { crc32, deflateRawSync } from 'node:zlib'
import type { UploadFile } from '../../../server/formats/uploads/index.ts'
import { file } from './files.ts'

type Forgery = { method?: number; size?: number; flags?: number; pack?: (bytes: Buffer) => Buffer }

/** A zip archive, or one that lies about its entries. */
export function zipBytes(contents: Record<string, string | Buffer>, forged: Forgery = {}): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(contents)) {
    const bytes = Buffer.from(content)
    const packed = (forged.pack ?? deflateRawSync)(bytes)
    const name = Buffer.from(path)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x800 | (forged.flags ?? 0), 2)
    shared.writeUInt16LE(forged.method ?? 8, 4)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(forged.size ?? bytes.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    shared.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    central.push(entry, name)
    const header = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared, name])
    local.push(header, packed)
    offset += header.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(contents).length, 8)
  end.writeUInt16LE(Object.keys(contents).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

export const zipped = (
  name: string,
  contents: Record<string, string | Buffer>,
  forged?: Forgery,
): UploadFile => file(name, zipBytes(contents, forged))
