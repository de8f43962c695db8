/** Styles of the page itself: type, masthead, banner, summary, navigation, sections. */

export const FRAME_STYLES = `
*,*::before,*::after{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;scroll-padding-top:1.5rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans);overflow-wrap:anywhere}
h1,h2,h3,h4,h5,p,dl,dd,ol,ul,figure,pre{margin:0;padding:0}
ol,ul{list-style:none}
p,dd{text-wrap:pretty}
h1,h2,h3,h4,h5{font-family:var(--serif);font-weight:600;line-height:1.25;text-wrap:balance}
a{color:var(--link);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
:target{scroll-margin-top:1rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--sheet);border:2px solid var(--link);z-index:1}
.skip:focus{top:1rem}
.page{max-width:72rem;margin:0 auto;padding:0 1.25rem}
.kicker{color:var(--quiet);font-size:.8125rem;letter-spacing:.04em}

.masthead{padding:3rem 0 2rem}
.masthead h1{font-size:clamp(1.75rem,1.2rem + 2.4vw,2.75rem);letter-spacing:-.01em;margin:.5rem 0 .375rem;max-width:34ch}
.subtitle{color:var(--quiet);font-size:1.0625rem;max-width:60ch}
.banner{display:flex;gap:1.25rem;align-items:center;margin-top:1.75rem;padding:1.25rem 1.5rem;border:1px solid var(--tone);border-left-width:.5rem;border-radius:.375rem;background:var(--soft)}
.banner .disc{flex:none;width:3.25rem;height:3.25rem;font-size:1.75rem}
.banner .word{font:600 1.75rem/1.2 var(--serif);color:var(--tone)}
.banner .sentence{max-width:62ch}

.disc{display:inline-flex;align-items:center;justify-content:center;width:1.25rem;height:1.25rem;border-radius:50%;font:700 .75rem/1 var(--sans);background:var(--tone);color:var(--sheet)}
.not-run .disc{background:transparent;color:var(--tone);box-shadow:inset 0 0 0 2px var(--tone)}
.pass{--tone:var(--pass);--soft:var(--pass-soft)}
.fail{--tone:var(--fail);--soft:var(--fail-soft)}
.not-run{--tone:var(--not-run);--soft:var(--not-run-soft)}
.pill{display:inline-flex;gap:.5rem;align-items:center;flex:none;padding:.1875rem .75rem .1875rem .25rem;border-radius:2rem;background:var(--soft);color:var(--tone);font-size:.875rem;font-weight:600;white-space:nowrap}
.mark{flex:none;display:inline-flex;width:1.25rem;height:1.25rem;margin-top:.175rem}

.summary dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.75rem),1fr));gap:1px;padding:1px}
@media (min-width:60rem){.summary dl:has(>:nth-child(6):last-child){grid-template-columns:repeat(3,1fr)}}
.card{display:flex;flex-direction:column;background:var(--sheet);box-shadow:0 0 0 1px var(--rule);padding:1rem 1.125rem}
.card dt{color:var(--quiet);font-size:.875rem;line-height:1.4}
.card .value{font:600 1.625rem/1.3 var(--serif);font-variant-numeric:tabular-nums lining-nums;margin-top:.125rem}
.card .hint{color:var(--quiet);font-size:.8125rem;line-height:1.4}
.card .tone{font:700 1rem/1 var(--sans);margin-right:.375rem}
.card.good .tone{color:var(--pass)}
.card.bad .tone,.card.bad .value{color:var(--fail)}

.failures{margin-top:2rem;padding:1.25rem 1.5rem;background:var(--sheet);border:1px solid var(--rule);border-top:3px solid var(--fail);border-radius:.375rem}
.failures h2{font-size:1.25rem;margin-bottom:.75rem}
.failures li{display:flex;gap:.75rem;padding:.625rem 0;border-top:1px solid var(--rule)}
.failures .where{font-weight:600}
.failures .cost{max-width:64ch;margin:.125rem 0 .5rem;font-family:var(--serif)}
.failures .name{margin-top:.25rem}

.contents{margin-bottom:2rem;font-size:.9375rem}
.contents li{display:flex;gap:.625rem;padding:.25rem 0;line-height:1.45}
.contents a{color:inherit;text-decoration:none}
.contents a:hover{text-decoration:underline}
@media (max-width:63.99rem){
  .contents{padding:.75rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
}
@media (min-width:64rem){
  .page{display:grid;grid-template-columns:13rem minmax(0,1fr);column-gap:3.5rem}
  .masthead,.foot{grid-column:1 / -1}
  .contents{position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);overflow:auto;padding-top:.25rem}
  main{grid-column:2}
}

.chapter{margin-top:3.5rem}
.chapter > header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline;justify-content:space-between;padding-top:1rem;border-top:2px solid var(--ink);margin-bottom:1rem}
.chapter > header h2{font-size:1.625rem}
.chapter .number{color:var(--quiet);font-weight:400;margin-right:.375rem}
.lead{font:1.125rem/1.6 var(--serif);max-width:64ch;margin-bottom:1.25rem}
.foot{margin:4rem 0 3rem;padding-top:1rem;border-top:1px solid var(--rule);color:var(--quiet);font-size:.8125rem}
`;
