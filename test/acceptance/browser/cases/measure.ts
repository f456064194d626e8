import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** Controls and labels of a page that must not cover each other. */
const measured = 'main a, main button, main summary, main input, main select, main h1, main h2, main h3, .mark, .code, .comparison-lane .happened, .axis text'

interface Box { readonly words: string, readonly left: number, readonly right: number, readonly top: number, readonly bottom: number }

/** Positions of these elements, except nested ones. */
const boxesOf = (page: Page): Promise<Box[]> => page.evaluate(selector => [...document.querySelectorAll(selector)]
  .filter(element => element.parentElement?.closest(selector) == null && element.querySelector(selector) === null && element.checkVisibility({ visibilityProperty: true }))
  .flatMap(element => [...element.getClientRects()].map(({ left, right, top, bottom }) => ({ words: `${element.tagName} ${(element.textContent ?? '').trim().slice(0, 40)}`, left, right, top, bottom })))
  .filter(({ left, right, top, bottom }) => right - left > 1 && bottom - top > 1), measured)

/** One pixel is not an overlap: lines of text have fractional positions. */
const tolerance = 1.5

const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right - tolerance && other.left < one.right - tolerance && one.top < other.bottom - tolerance && other.top < one.bottom - tolerance

/** No element covers another one. */
export async function expectNoOverlap (page: Page, place: string): Promise<void> {
  const boxes = await boxesOf(page)
  assert.ok(boxes.length > 10, place)
  const found = boxes.flatMap((one, index) => boxes.slice(index + 1).filter(other => one.words !== other.words && overlaps(one, other)).map(other => `${one.words} | ${other.words}`))
  assert.deepEqual(found, [], place)
}

/** No element extends beyond the window or hides part of its text. */
export async function expectNothingCut (page: Page, place: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.clientWidth)
  const beyond = (await boxesOf(page)).filter(({ left, right }) => left < -tolerance || right > width + tolerance).map(({ words }) => words)
  assert.deepEqual(beyond, [], place)
  const cut = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('main *')]
    .filter(element => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'hidden' && !element.matches('.visually-hidden, .step-name'))
    .map(element => `${element.tagName}.${element.className}`))
  assert.deepEqual(cut, [], place)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, place)
}

/** Whether the whole element is in the window when the page opens. */
export async function expectAboveFold (page: Page, selector: string, place: string): Promise<void> {
  const { bottom, height } = await page.evaluate(selector => ({
    bottom: Math.max(...[...document.querySelectorAll(selector)].map(element => element.getBoundingClientRect().bottom)),
    height: window.innerHeight
  }), selector)
  assert.ok(bottom <= height, `${place}: ${selector} ends at ${bottom} of ${height} px`)
}

/** No text of labels is smaller than twelve pixels. */
export async function expectReadable (page: Page): Promise<void> {
  const small = await page.evaluate(() => [...document.querySelectorAll('main *')].filter(element => [...element.childNodes].some(node => node.nodeType === 3 && (node.textContent ?? '').trim() !== '') && parseFloat(getComputedStyle(element).fontSize) < 12).map(element => element.textContent))
  assert.deepEqual(small, [])
}
