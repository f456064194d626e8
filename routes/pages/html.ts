import { html } from 'ghtml'
import { assetHref } from './assets.ts'

/** The parts of a page around its content. */
export interface PageFrame {
  readonly title: string
  /** The heading above the content; the title if absent. */
  readonly heading?: string
  /** Whether the page uses the whole width of a window. */
  readonly wide?: boolean
  /** The demonstration's address; absent if there is none. */
  readonly demonstration?: string | undefined
  /** The landing page's address, without a trailing slash. */
  readonly base: string
  /** The address of stylesheet and scripts, without `/assets`; `base` if absent. */
  readonly assets?: string
  /** The address of the resource as JSON; absent if there is none. */
  readonly json?: string
  /** The logged-in user with the logout address, or the login address; absent without login. */
  readonly login?: { readonly user: string, readonly logout: string } | { readonly login: string } | undefined
  /** Names of scripts that the page works without. */
  readonly scripts?: readonly string[]
}

/** A whole page around `content`, which must be safe markup. */
export function page ({ title, heading = title, wide = false, demonstration, base, assets = base, json, login, scripts = [] }: PageFrame, content: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – jobdouble</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetHref(assets, 'style.css')}">
!${scripts.map(name => html`<script type="module" src="${assetHref(assets, name)}"></script>`)}
</head>
<body!${wide ? ' class="wide"' : ''}>
<a class="skip" href="#main">Skip to content</a>
<header><nav aria-label="Main">
<a href="${base}/">jobdouble</a> !${demonstration === undefined ? '' : html`<a href="${demonstration}">Demonstration</a> `}<a href="${base}/processes?f=html">Processes</a> <a href="${base}/jobs?f=html">Jobs</a>
<a href="${base}/conformance?f=html">Conformance</a> <a href="${base}/api?f=html">API</a>
!${json === undefined ? '' : html`<a class="json" href="${json}" type="application/json">This page as JSON</a>`}
!${loginMarkup(login)}</nav></header>
<main id="main" tabindex="-1">
<h1 dir="auto">${heading}</h1>
!${content}
</main>
</body>
</html>
`
}

function loginMarkup (login: PageFrame['login']): string {
  if (login === undefined) return ''
  if ('login' in login) return html`<a href="${login.login}">Log in</a>\n`
  return html`<form method="post" action="${login.logout}" class="row"><span>Logged in as <strong><bdi>${login.user}</bdi></strong></span> <button class="quiet">Log out</button></form>\n`
}

/** All members of a resource, folded away. */
export const fullContentMarkup = (body: object): string =>
  html`<details class="full-content"><summary>Full JSON content</summary>!${valueMarkup(body)}</details>`

/**
 * Any JSON value as markup, with all that it has: members as a description list, addresses as links. Each value is
 * isolated, since a client's text may change the text direction.
 */
export function valueMarkup (value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : html`<ul>!${value.map(item => html`<li dir="auto">!${valueMarkup(item)}</li>`)}</ul>`
  if (isLink(value)) return linkMarkup(value)
  if (typeof value === 'object' && value !== null) return membersMarkup(value)
  const text = String(value)
  return /^https?:\/\//.test(text) ? html`<a href="${text}">${text}</a>` : html`${text}`
}

function membersMarkup (value: object): string {
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return html`<dl>!${members.map(([name, member]) => html`<dt dir="auto">${name}</dt><dd dir="auto">!${valueMarkup(member)}</dd>`)}</dl>`
}

interface LinkLike { readonly href: string, readonly rel?: string, readonly type?: string, readonly title?: string }

const isLink = (value: unknown): value is LinkLike =>
  typeof value === 'object' && value !== null && 'href' in value &&
  Object.entries(value).every(([name, member]) => linkMembers.has(name) && typeof member === 'string')

/** An object with further members is not shown as a link, so that nothing is lost. */
const linkMembers = new Set(['href', 'rel', 'type', 'title'])

/** Only http and https become links: a client's address may be a script. */
function linkMarkup ({ href, rel, type, title }: LinkLike): string {
  const about = [rel, type].filter(part => part !== undefined).join(', ')
  const target = /^https?:\/\//i.test(href)
    ? html`<a href="${href}">${title ?? href}</a>`
    : html`${title ?? ''} ${href}`
  return html`!${target}!${about === '' ? '' : html` (${about})`}`
}
