import { isRoute, launchedAs, type TatorDialect } from './dialect.ts'
import { version15 } from './version-1-5.ts'

/** The servers from September 2020 to December 2022: launched as in May 2020, read and deleted as in 1.5. */
export const september2020: TatorDialect = {
  ...version15,
  name: '2020-09',
  speaks: ({ jobs, algorithmLaunch }) => jobs.status === 200 && isRoute(algorithmLaunch),
  launchPath: project => `AlgorithmLaunch/${project}`,
  launched: launchedAs('uid', 'gid'),
  launchSchema: 'AlgorithmLaunch',
  saysMedia: false,
  hasTranscode: true,
  // Its handler breaks on a group that it does not find, which that server answers with 400.
  unknownGroupList: [200, 400, 404]
}
