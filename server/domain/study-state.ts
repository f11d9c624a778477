export const studyStates = ['draft', 'open', 'paused', 'closed'] as const
export type StudyState = (typeof studyStates)[number]
