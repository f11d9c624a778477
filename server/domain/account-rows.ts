import type { Role } from './role.ts'
import type { Scope } from './scope.ts'

export type Person = { id: number; email: string; role: Role }

export type PersonRow = Person & { createdAt: Date; disabledAt: Date | null }

export type Token = { id: number; name: string; scopes: Scope[]; studyId: number | null }

export type TokenRow = {
  id: number
  name: string
  scopes: Scope[]
  study: string | null
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
}

export type ActRow = {
  id: number
  at: Date
  actor: string
  act: string
  study: string | null
  subject: string
  details: Record<string, unknown>
}
