import { createLaunchReader, isRoute, type TatorDialect } from './dialect.ts'
import { version15 } from './version-1-5.ts'

/** The servers from September 2020 to December 2022: jobs are launched as in May 2020, read and deleted as in 1.5. */
export const september2020: TatorDialect = {
  ...version15,
  name: '2020-09',
  speaks: ({ jobs, algorithmLaunch }) => jobs.status === 200 && isRoute(algorithmLaunch),
  launchPath: project => `AlgorithmLaunch/${project}`,
  readLaunch: createLaunchReader('uid', 'gid'),
  launchSchema: 'AlgorithmLaunch',
  namesMedia: false,
  hasTranscode: true,
  // The handler of this server breaks on an unknown group, and answers 400.
  unknownGroupStatuses: [200, 400, 404]
}
