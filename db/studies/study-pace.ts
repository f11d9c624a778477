import type { Db } from '../connection/client.ts'
import { activeSeconds } from '../voting/active-seconds.ts'

const secondsAtFirst = 40
const fewestToMeasure = 20
/** Nobody reads two answers faster: a promise made from less would be broken. */
const fastest = 10

/** Seconds an answer takes in the study `s`: the median of people's latest 200, or a guess until there are enough. */
export const studyPace = (db: Db) => db`(
  select greatest(${fastest}, case when count(*) >= ${fewestToMeasure}
           then percentile_cont(0.5) within group (order by latest.seconds) else ${secondsAtFirst} end)
  from (select ${activeSeconds(db)} as seconds from votes v
        where v.study_id = s.id and v.input <> 'simulated'
        order by v.position desc limit 200) latest)`
