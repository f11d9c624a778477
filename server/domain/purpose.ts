/** Why a tester is shown a pair. Only answers of purpose `vote` are evidence about models. */
export type Purpose = 'vote' | 'repeat' | 'practice' | 'check'
