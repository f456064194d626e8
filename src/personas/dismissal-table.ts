import type { Persona } from '../../schemas/persona.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import { type DismissalRule, type DismissalTable, dismissalTables } from '../jobs/dismissal.ts'
import { jobStatuses } from '../jobs/job.ts'

const tables = new WeakMap<Persona, DismissalTable>()

/** The effect of a dismissal in a world with this persona: that of the policy it is based on, with its own changes. */
export function dismissalTableOf (persona: Persona): DismissalTable {
  const known = tables.get(persona) ?? writeTable(persona)
  tables.set(persona, known)
  return known
}

function writeTable ({ based_on: { dismiss = 'retain' } = {}, dismissal = {} }: Persona): DismissalTable {
  const rows = jobStatuses.map((status): [string, DismissalRule] => {
    const usual: DismissalRule = dismissalTables[dismiss][status]
    const { effect = usual.effect, after, forgotten_after: forgottenAfter, work_goes_on: workGoesOn } = dismissal[status] ?? dismissal.any ?? {}
    const own = definedOnly({ after, forgottenAfter, workGoesOn })
    return [status, effect === usual.effect ? { ...usual, ...own } : { effect, ...own }]
  })
  return Object.fromEntries(rows) as unknown as DismissalTable
}
