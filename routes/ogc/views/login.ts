import { html } from 'ghtml'

interface LoginContext {
  readonly base: string
  /** The page to show after login; empty for none. */
  readonly next: string
  /** The name whose password was wrong; absent before the first attempt. */
  readonly refused?: string | undefined
}

/** The login form. */
export const loginView = ({ base, next, refused }: LoginContext): string => html`!${refused === undefined
? html`<p class="lead">Users and passwords are those of the seed.</p>`
: html`<p class="error" role="alert">No active user has this name and this password.</p>`}
<form method="post" action="${base}/login">
<div class="field"><label for="username">User name</label><input id="username" name="username" value="${refused ?? ''}" autocomplete="username" required></div>
<div class="field"><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>
<input type="hidden" name="next" value="${next}">
<button>Log in</button>
</form>`
