/** How many outputs carry each flag, in all and per model. */
export class FindingCounts {
  private readonly counts = new Map<string, Map<string, number>>()

  add(flag: string, model: string) {
    let models = this.counts.get(flag)
    if (!models) {
      models = new Map()
      this.counts.set(flag, models)
    }
    models.set(model, (models.get(model) ?? 0) + 1)
  }

  of(flag: string): { count: number; models: Record<string, number> } {
    const models = this.counts.get(flag) ?? new Map<string, number>()
    let count = 0
    for (const some of models.values()) count += some
    return { count, models: Object.fromEntries(models) }
  }
}
