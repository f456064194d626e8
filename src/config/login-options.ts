import { InvalidArgumentError, Option } from 'commander'
import { headerNamePattern, LoginSettings } from '../../schemas/control/settings.ts'
import { defaultSettings, loginMethods, type LoginResource, loginResources, othersViews } from '../world/settings.ts'
import { parseWholeNumber, withArgumentError } from './argument-parsers.ts'

/** How clients authenticate in OGC API – Processes. */
export const loginOptions: readonly Option[] = [
  new Option('--login <method>', 'how clients authenticate in OGC API – Processes: bearer token or API key').choices(loginMethods).default(defaultSettings.login).env('JOBDOUBLE_LOGIN'),
  new Option('--login-header <name>', 'header of the API key').default(defaultSettings.loginHeader).argParser(withArgumentError(parseHeaderName)).env('JOBDOUBLE_LOGIN_HEADER'),
  new Option('--login-open <resources>', `resources open without login, separated by commas: ${loginResources.join(', ')}; or none`).default(defaultSettings.loginOpen).argParser(withArgumentError(parseOpenResources)).env('JOBDOUBLE_LOGIN_OPEN'),
  new Option('--login-others <view>', 'jobs and deployed processes of other users: shown, to be read only, or the status that hides them').choices(othersViews).default(defaultSettings.loginOthers).env('JOBDOUBLE_LOGIN_OTHERS'),
  new Option('--login-token-lifetime <seconds>', 'seconds until an issued token expires').default(defaultSettings.loginTokenLifetime).argParser(parseWholeNumber(LoginSettings.properties.loginTokenLifetime)).env('JOBDOUBLE_LOGIN_TOKEN_LIFETIME'),
  new Option('--login-refresh-lifetime <seconds>', 'seconds until a refresh token expires').default(defaultSettings.loginRefreshLifetime).argParser(parseWholeNumber(LoginSettings.properties.loginRefreshLifetime)).env('JOBDOUBLE_LOGIN_REFRESH_LIFETIME')
]

function parseHeaderName (text: string): string {
  if (!new RegExp(headerNamePattern).test(text)) throw new InvalidArgumentError('Expected the name of a header, such as X-API-Key.')
  return text
}

function parseOpenResources (text: string): LoginResource[] {
  if (text === 'none') return []
  return text.split(',').map(part => {
    const found = loginResources.find(name => name === part.trim())
    if (found === undefined) throw new InvalidArgumentError(`Expected none, or names with commas: ${loginResources.join(', ')}.`)
    return found
  })
}
