export const roles = ['owner', 'admin', 'analyst', 'data_reader'] as const
export type Role = (typeof roles)[number]
