export type Assets = {
  css: string
  admin: string
  charts: string
  htmx: string
  ballot: string
  upload: string
}
