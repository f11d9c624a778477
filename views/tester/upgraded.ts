/** With htmx the answer replaces the screen in place; without it the form posts and is redirected. */
export function upgraded(action: string) {
  return {
    'hx-post': action,
    'hx-target': '#screen',
    'hx-swap': 'outerHTML',
    'hx-sync': '#screen:drop',
  }
}
