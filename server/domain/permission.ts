/** What somebody may do; roles and scopes are sets of these. */
export const permissions = [
  'studies:read',
  'studies:write',
  'results:read',
  'data:read',
  'testers:read',
  'people:write',
  'owners:write',
  'tokens:write',
  'audit:read',
  'metrics:read',
] as const
export type Permission = (typeof permissions)[number]
