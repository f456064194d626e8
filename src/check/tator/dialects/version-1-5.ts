import { asList, asMembers, asText, jsonOf, membersOf } from '../../exchange.ts'
import { isRoute, type TatorDialect } from './dialect.ts'

/** The server of 1.5: jobs are listed, read and deleted by project, ended ones too. */
export const version15: TatorDialect = {
  name: '1.5',
  speaks: ({ jobs, algorithmLaunch }) => jobs.status === 200 && Array.isArray(jsonOf(jobs)) && !isRoute(algorithmLaunch),
  launchPath: project => `Jobs/${project}`,
  groupPath: (project, group) => `Jobs/${project}?gid=${encodeURIComponent(group)}`,
  launchBody: (algorithm, media) => ({ algorithm_name: algorithm, media_ids: media }),
  readLaunch (answer) {
    const { id: ids, object } = membersOf(answer)
    const group = asText(asMembers(asList(object)[0])['gid'])
    return group === undefined || !Array.isArray(ids) ? undefined : { ids: asList(ids).map(String), group }
  },
  launchSchema: 'JobsStartedRead',
  canRead: true,
  namesMedia: true,
  hasTranscode: false,
  deletedStatuses: [200],
  deletesEnded: true,
  emptyGroupStatuses: [200, 404],
  unknownGroupStatuses: [200, 404],
  refusals: {
    unauthenticated: { status: 400, member: 'message' },
    forbidden: { status: 403, member: 'message' },
    wrongMethod: { status: 400, member: 'message' },
    notAcceptable: { status: 406, member: 'message' },
    badRequest: { status: 400, member: 'message' },
    noSuchJob: { status: 404, member: 'message' },
    noSuchProject: { status: 404, member: 'message' },
    noSuchAlgorithm: { status: 404, member: 'message' }
  }
}
