/** Adds a button after each block that is marked as copyable. */
export function offerCopies (place: ParentNode): void {
  for (const block of place.querySelectorAll<HTMLElement>('pre[data-copy]')) {
    if (block.nextElementSibling?.matches('button[data-copies]') === true) continue
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'quiet'
    button.dataset['copies'] = ''
    button.textContent = 'Copy'
    button.addEventListener('click', () => { void copy(block, button) })
    block.after(button)
  }
}

async function copy (block: HTMLElement, button: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(block.textContent ?? '').then(() => { button.textContent = 'Copied' }, () => { button.textContent = 'Copying failed: select the text' })
}
