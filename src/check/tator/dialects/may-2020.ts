import { createLaunchReader, isRoute, type TatorDialect } from './dialect.ts'

/** The server of May 2020: jobs can be launched and deleted, not read. */
export const may2020: TatorDialect = {
  name: '2020-05',
  speaks: ({ jobs, algorithmLaunch }) => isRoute(algorithmLaunch) && !isRoute(jobs),
  launchPath: project => `AlgorithmLaunch/${project}`,
  groupPath: (_project, group) => `JobGroup/${encodeURIComponent(group)}`,
  launchBody: (algorithm, media) => ({ algorithm_name: algorithm, media_ids: media }),
  readLaunch: createLaunchReader('run_uids', 'group_id'),
  launchSchema: 'AlgorithmLaunched',
  canRead: false,
  namesMedia: false,
  hasTranscode: true,
  deletedStatuses: [200, 204],
  deletesEnded: false,
  emptyGroupStatuses: [404],
  unknownGroupStatuses: [],
  refusals: {
    unauthenticated: { status: 403, member: 'detail' },
    forbidden: { status: 403, member: 'detail' },
    wrongMethod: { status: 405, member: 'detail' },
    notAcceptable: { status: 406, member: 'detail' },
    badRequest: { status: 400, member: 'message' },
    noSuchJob: { status: 404, member: 'message' },
    noSuchProject: { status: 404, member: 'detail' },
    noSuchAlgorithm: { status: 400, member: 'message' }
  }
}
