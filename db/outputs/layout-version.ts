/** To be raised with every change of how a text looks: what was laid out under another is laid out anew. */
export const layoutVersion = 2

/** Among what a study hides for display: how all of its outputs are laid out, which none of their flags tells. */
export const htmlAsMarkup = 'html_as_markup'
export const plainText = 'plain_text'
export const layoutMasks = [htmlAsMarkup, plainText]
