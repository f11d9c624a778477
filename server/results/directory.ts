/** Rows of a table by id, each with a small index in the order they came: what columns of numbers refer to. */
export class Directory<Row extends { id: number }> {
  readonly list: Row[] = []
  readonly #places = new Map<number, number>()

  add(row: Row): number {
    const known = this.#places.get(row.id)
    if (known !== undefined) return known
    this.#places.set(row.id, this.list.length)
    return this.list.push(row) - 1
  }

  has(id: number): boolean {
    return this.#places.has(id)
  }

  indexOf(id: number): number {
    const place = this.#places.get(id)
    if (place === undefined) throw new RangeError(`There is no row ${id} here`)
    return place
  }
}
