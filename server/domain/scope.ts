/** What a token may be allowed to do. */
export const scopes = ['results:read', 'data:read', 'studies:write', 'admin'] as const
export type Scope = (typeof scopes)[number]
