import type { Tags } from './markdown/markdown.ts'

/** How the outputs of a study are laid out: as Markdown, whose HTML is text or markup, or not at all. */
export type LayoutStyle = Tags | 'plain'
