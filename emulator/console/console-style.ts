/** How the console looks, by day and by night. */

export const CONSOLE_STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --paper: #fff; --line: #c3cad3; --bad: #a3122a; --good: #14642c; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eaf0; --paper: #12171e; --line: #3c4652; --bad: #ff9aa8; --good: #7fdc9b; --link: #9cc8ff; }
}
body { margin: 0; padding: 1rem 1.5rem; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: baseline; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; }
.scroll { overflow: auto; max-height: 22rem; border: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { position: sticky; top: 0; background: var(--paper); }
.bad { color: var(--bad); }
.good { color: var(--good); }
textarea { width: 100%; box-sizing: border-box; font: 13px/1.4 ui-monospace, monospace; }
label { display: inline-block; }
form { margin-top: 0.75rem; }
button, select, input, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); padding: 0.25rem 0.6rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
dialog { max-width: min(60rem, 90vw); background: var(--paper); color: var(--ink); border: 1px solid var(--line); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 40vh; overflow: auto; }
`;
