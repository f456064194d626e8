import { compare } from '../measure/compare.ts'
import type { Effort } from '../measure/effort.ts'
import { Population } from '../measure/population.ts'
import { shuffled } from '../measure/random.ts'
import { type Answer, type Question, speed } from '../question.ts'

/** Whether a full store is slower than one of a hundred jobs, also after most of its jobs were deleted. */
export const growth: Question = {
  name: 'growth',
  async ask (effort) {
    const size = effort.many
    const few = await Population.start(100, 100)
    const many = await Population.start(size, Math.min(10_000, size / 100))
    const full = await faceToFace(many, few, `${size} jobs`, effort)
    await many.shrink(groups => groups)
    const withoutOldest = await faceToFace(many, few, `${size} jobs, the oldest 90 % of them deleted`, effort)
    await many.stop()
    const scattered = await Population.start(size, 10)
    await scattered.shrink(shuffled)
    return [...full, ...withoutOldest, ...await faceToFace(scattered, few, `${size} jobs, 90 % of them deleted by chance`, effort)]
  }
}

const goal = 0.85
const warmUps = 6

async function faceToFace (many: Population, few: Population, what: string, { round: milliseconds, dismissals, pairs }: Effort): Promise<Answer[]> {
  const rounds = {
    'GET of a job': (population: Population) => population.read(milliseconds),
    DELETE: (population: Population) => population.dismiss(dismissals),
    'GET /jobs?limit=10': (population: Population) => population.list(milliseconds)
  }
  const answers: Answer[] = []
  for (const [name, round] of Object.entries(rounds)) {
    await compare(() => round(few), () => round(many), warmUps)
    const ratio = await compare(() => round(few), () => round(many), Math.ceil(pairs / 2))
    answers.push(speed(`${name} with ${what}, against 100 jobs`, ratio, goal))
  }
  return answers
}
