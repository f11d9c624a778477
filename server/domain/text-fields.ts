import { z } from 'zod'

/** Text that PostgreSQL can store, of at most so many characters. */
export const Text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds a character that cannot be stored')

export const Line = (most: number) => Text(most).trim().min(1, 'must not be empty')
