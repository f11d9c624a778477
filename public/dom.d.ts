/**
 * The scripts look for controls of our own pages by selector. Which kind of element answers is for the page's tests to
 * show; that a property exists on one of the kinds is checked here.
 */
type Found = HTMLInputElement & { elements: Iterable<Found> & Record<string, Found> } & Pick<
    HTMLDetailsElement,
    'open'
  >

interface ParentNode {
  querySelector(selectors: string): Found | null
  querySelectorAll(selectors: string): NodeListOf<Found>
}

interface Element {
  closest(selectors: string): Found | null
}

/** What an event happened to may be the document, which has none of these. */
interface EventTarget {
  // biome-ignore lint/suspicious/noExplicitAny: a media query has one that is no function
  matches?: any
  closest?(selectors: string): Found | null
  checked?: boolean
}

interface WindowEventMap {
  'htmx:error': CustomEvent
  'htmx:response:error': CustomEvent
}
