/** The key printed on what it presses. Screen readers hear it from `aria-keyshortcuts`. */
export function Key({ children }: { children: string }) {
  return (
    <span class="key" aria-hidden="true">
      {children}
    </span>
  )
}
