import { modelFromFile } from './content/model-name.ts'

/** The model each file of an upload is named for, by file name. */
export type FileNames = (file: string) => string

/**
 * Names for the models of files that name none: the file's own, but for files of one name in several folders, which are
 * told apart by what differs in the paths to them.
 */
export function fileNames(files: { name: string }[]): FileNames {
  const groups = new Map<string, string[]>()
  for (const { name } of files) {
    const model = modelFromFile(name)
    groups.set(model, [...(groups.get(model) ?? []), name])
  }
  const told = new Map<string, string>()
  for (const names of groups.values()) {
    const folders = names.map(folderOf)
    if (new Set(folders.map((folder) => folder.join('/'))).size < 2) continue
    const start = sharedLength(folders)
    const end = sharedLength(folders.map((folder) => folder.slice(start).reverse()))
    for (const [i, name] of names.entries()) {
      const own = folders[i]?.slice(start, (folders[i]?.length ?? 0) - end) ?? []
      if (own.length > 0) told.set(name, own.join('/').replaceAll('__', '/').slice(0, 200))
    }
  }
  return (file) => told.get(file) ?? modelFromFile(file)
}

const folderOf = (name: string) =>
  name
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(0, -1)

function sharedLength(lists: string[][]): number {
  const [first = []] = lists
  const differs = first.findIndex((part, i) => lists.some((list) => list[i] !== part))
  return Math.min(differs < 0 ? first.length : differs, ...lists.map(({ length }) => length))
}
