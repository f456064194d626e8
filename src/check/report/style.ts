/** The style of the page, embedded so that the report is one file. */
export const style = `
:root { color-scheme: light dark; --paper: #fff; --raised: #f4f6f9; --ink: #16202c; --faint: #4a5868; --line: #c3ccd6; --accent: #0b57a4; --passed: #17583a; --passed-wash: #d3f2e0; --failed: #8f1519; --failed-wash: #ffdcdc; --skipped: #4a5868; --skipped-wash: #e6eaef; --match: #d6eaff; font: 100%/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif }
@media (prefers-color-scheme: dark) { :root { --paper: #12171e; --raised: #1c242e; --ink: #e6ecf3; --faint: #adb9c7; --line: #3d4a59; --accent: #8cc4ff; --passed: #9fe3bf; --passed-wash: #10382a; --failed: #ffb3b3; --failed-wash: #4a1a1d; --skipped: #adb9c7; --skipped-wash: #27313d; --match: #12304d } }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); background: var(--paper); overflow-wrap: anywhere }
main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1rem }
footer { color: var(--faint); padding-bottom: 2rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.5rem 0 .5rem }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem }
h3 { font-size: 1rem; margin: 0 }
.lead { font-size: 1.1rem }
.hint { color: var(--faint); font-size: .9rem; margin: .25rem 0 }
.summary { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0 }
.summary li, .level, .verdict { padding: .1rem .6rem; border-radius: 999px; font-weight: 600; font-size: .9rem; white-space: nowrap }
.passed { color: var(--passed); background: var(--passed-wash) }
.failed, .must { color: var(--failed); background: var(--failed-wash) }
.skipped, .should, .may, .observed { color: var(--skipped); background: var(--skipped-wash) }
.checks .level { background: none; color: var(--faint); font-weight: 400; padding: 0 }
article { margin: 1rem 0; padding: .75rem 1rem; background: var(--raised); border: 1px solid var(--line); border-left: .35rem solid var(--failed); border-radius: 6px }
article p { margin: .35rem 0 }
details { border-top: 1px solid var(--line); margin: .5rem 0 0 }
summary { cursor: pointer; padding: .4rem 0; font-weight: 600 }
article summary { font-weight: 400 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.checks { list-style: none; padding: 0 }
.checks li { margin: .75rem 0 }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem; border-bottom: 1px solid var(--line) }
tbody th { position: sticky; left: 0; background: var(--paper) }
@media (max-width: 48rem) { th, td { padding: .4rem .35rem; font-size: .9rem } }
@media (min-width: 70rem) { th, td { white-space: nowrap } }
.subject { font-weight: 700 }
.match { background: var(--match) }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .85em }
pre { margin: .25rem 0; padding: .6rem; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 24rem; overflow-y: auto }
`
