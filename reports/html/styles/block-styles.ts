/** Styles of what stands in a section: text, checks, tables, facts, code, scenarios. */

export const BLOCK_STYLES = `
.prose{max-width:68ch;margin:0 0 1rem;white-space:pre-line}
.note{--tone:var(--info);--soft:var(--info-soft);display:flex;gap:.75rem;margin:0 0 1.25rem;padding:.875rem 1.125rem;border-left:3px solid var(--tone);background:var(--soft)}
.note.warning{--tone:var(--not-run);--soft:var(--not-run-soft)}
.note.problem{--tone:var(--fail);--soft:var(--fail-soft)}
.note .disc{flex:none;margin-top:.175rem}
.note p{max-width:66ch;white-space:pre-line}
.note strong{color:var(--tone)}

.checks{margin:0 0 1.5rem;border-bottom:1px solid var(--rule)}
.check{display:flex;gap:.75rem;padding:.6875rem 0;border-top:1px solid var(--rule)}
.said{min-width:0;flex:1}
.check.fail .name,.check.not-run .name{font-weight:600}
.took{color:var(--quiet);font-size:.8125rem;font-weight:400;margin-left:.375rem;white-space:nowrap}
.detail{color:var(--quiet);font-size:.9375rem;white-space:pre-line;max-width:68ch}
.comparison{margin:.25rem 0;font-size:.9375rem}
.comparison div{display:grid;grid-template-columns:5.5rem minmax(0,1fr)}
.comparison dt{flex:none;color:var(--quiet)}
.comparison dd{white-space:pre-line}
.check.pass .comparison{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin:0}
.check.pass .comparison div{display:flex;gap:.5rem}
.comparison mark{padding:0 .125rem;border-radius:.1875rem;background:var(--fail-soft);color:var(--fail);font-weight:700;text-decoration:underline;text-underline-offset:.2em}
.check.fail .comparison div:last-child dd,.failures .comparison div:last-child dd{color:var(--fail);font-weight:600}

.frame{overflow-x:auto;max-width:100%;overflow-wrap:normal}
div.frame{margin:0 0 1.5rem;background:var(--sheet);border:1px solid var(--rule);border-radius:.375rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.45}
caption{text-align:left;padding:.75rem 1rem;font-weight:600}
th,td{padding:.5rem 1rem;vertical-align:top;border-top:1px solid var(--rule)}
th{color:var(--quiet);font-size:.8125rem;font-weight:600;background:var(--sunken);white-space:nowrap}
td{min-width:6ch;max-width:44ch;overflow-wrap:break-word;white-space:pre-line}
.left{text-align:left}
.right{text-align:right;font-variant-numeric:tabular-nums lining-nums}
td.right{white-space:nowrap}

.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:.25rem 2rem;margin:0 0 1.5rem}
.facts div{display:flex;gap:1rem;justify-content:space-between;padding:.375rem 0;border-bottom:1px solid var(--rule)}
.facts dt{color:var(--quiet);min-width:6rem}
.facts dd{text-align:right;min-width:0;font-variant-numeric:tabular-nums lining-nums}

.code{margin:0 0 1.5rem}
figcaption{font-weight:600;margin-bottom:.5rem}
.code figcaption{font-size:.9375rem}
pre{padding:.875rem 1rem;background:var(--sunken);border:1px solid var(--rule);border-radius:.375rem;font:.8125rem/1.55 var(--mono);tab-size:2}
code{font:inherit}
.alone{margin:.25rem 0 1rem;color:var(--quiet);font-size:.875rem}
.alone code{padding:.125rem .375rem;background:var(--sunken);border-radius:.1875rem;font:.8125rem/1.55 var(--mono);overflow-wrap:anywhere}

.record{margin:0 0 1.5rem;border:1px solid var(--rule);border-radius:.375rem;background:var(--sheet);overflow:hidden}
.record > figcaption{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;margin:0;padding:.625rem 1rem;background:var(--info-soft);border-bottom:1px solid var(--rule)}
.record .type{font-family:var(--serif);font-size:1.125rem}
.record .id{margin-left:auto;color:var(--quiet);font-size:.8125rem;font-weight:400}
.record .groups{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));gap:0 2rem;padding:.25rem 1rem 1rem}
.record .title{margin-top:.75rem;padding-bottom:.125rem;border-bottom:1px solid var(--rule);color:var(--quiet);font-size:.8125rem;font-weight:600}
.record dl div{display:grid;grid-template-columns:minmax(6rem,2fr) minmax(0,3fr);gap:.75rem;padding:.25rem 0;font-size:.875rem}
.record dt{color:var(--quiet)}
.record dd{white-space:pre-line}
.record > div.frame{margin:0;border-width:1px 0 0;border-radius:0}

details{margin:0 0 1rem}
details.code{margin:0 0 .25rem}
details.code > summary{font:.8125rem/1.55 var(--mono)}
details.code[open]{margin-bottom:1rem}
details.code + :not(details.code){margin-top:1.25rem}
summary{cursor:pointer;width:fit-content;padding:.25rem 0;color:var(--link);font-weight:600;font-size:.9375rem}
summary:hover{text-decoration:underline}
.unfolded{padding-top:.75rem}
.index{columns:22rem;column-gap:2.5rem;margin:0 0 1.75rem}
.index li{display:flex;gap:.625rem;padding:.25rem 0;break-inside:avoid}

.scenario{margin:0 0 2rem;padding:1.75rem 2rem 1.25rem;background:var(--sheet);border:1px solid var(--rule);border-top:3px solid var(--tone);border-radius:.375rem}
.scenario > header{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.125rem 1rem;align-items:start;margin-bottom:1rem}
.scenario > header .kicker{grid-column:1 / -1}
.scenario > header :is(h3,h4,h5){font-size:1.375rem}
.why{font-family:var(--serif);font-size:1.0625rem;max-width:64ch;margin-bottom:1.25rem;white-space:pre-line}
.why strong{font-weight:600}
.story{margin:0 0 1.5rem;padding-left:1rem;border-left:2px solid var(--rule)}
.story div{display:grid;grid-template-columns:4.5rem minmax(0,1fr);padding:.25rem 0}
.story dt{color:var(--quiet);font-variant-caps:all-small-caps;letter-spacing:.06em;font-weight:600}
.story dd{max-width:62ch;white-space:pre-line}
.scenario > footer{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between;padding-top:.75rem;border-top:1px solid var(--rule);color:var(--quiet);font-size:.8125rem}
.scenario > .checks:has(+ footer){border-bottom:0;margin-bottom:0}
.tags{display:flex;flex-wrap:wrap;gap:.375rem}
.tags li{padding:0 .5rem;background:var(--sunken);border-radius:1rem}
@media (max-width:40rem){
  .scenario{padding:1.25rem 1.125rem 1rem}
  .scenario > header{grid-template-columns:minmax(0,1fr)}
  .scenario > header .pill{justify-self:start;margin-top:.5rem}
  .story div{grid-template-columns:minmax(0,1fr);padding:.375rem 0}
  .banner{align-items:flex-start;padding:1.125rem;gap:1rem}
  .banner .disc{width:2.5rem;height:2.5rem;font-size:1.375rem}
  .failures{padding:1.125rem}
}
`;
