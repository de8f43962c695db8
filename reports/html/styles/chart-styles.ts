/** Styles of the charts: SVG takes its colours from the page, so charts follow the dark scheme and the printer. */

export const CHART_STYLES = `
.chart{margin:0 0 1.75rem;padding:1.25rem 1.5rem .5rem;background:var(--sheet);border:1px solid var(--rule);border-radius:.375rem}
.chart .description{color:var(--quiet);font-size:.9375rem;max-width:66ch;margin-bottom:.75rem}
.chart svg{display:block;width:100%;height:auto;margin-bottom:.5rem;overflow:hidden}
.chart svg.wide{max-width:52rem}
.chart svg.narrow{display:none;max-width:26rem}
.chart text{font:12px var(--sans);fill:var(--ink);font-variant-numeric:tabular-nums lining-nums}
.chart text.tick,.chart text.axis,.chart text.empty{fill:var(--quiet)}
.chart text.end{text-anchor:end}
.chart text.middle{text-anchor:middle}
.chart .grid{stroke:var(--rule)}
.chart .base{stroke:var(--quiet)}
.series .line{fill:none;stroke:var(--hue);stroke-width:2;stroke-linejoin:round}
.series .marker{fill:var(--sheet);stroke:var(--hue);stroke-width:2}
.chart .series .name{fill:var(--hue);font-weight:600}
.hue-1{--hue:var(--hue-1)}
.hue-2{--hue:var(--hue-2)}
.hue-3{--hue:var(--hue-3)}
.hue-4{--hue:var(--hue-4)}
.limit line{stroke:var(--fail);stroke-width:1.5;stroke-dasharray:6 3}
.chart .limit text{fill:var(--fail);font-weight:600;paint-order:stroke;stroke:var(--sheet);stroke-width:4px;stroke-linejoin:round}
.bar:not(.highlighted){fill:var(--hue-1)}
.bar.highlighted{stroke:var(--hue-2);stroke-width:1.5}
.chart .word.highlighted{font-weight:700}
.chart .word{paint-order:stroke;stroke:var(--sheet);stroke-width:4px;stroke-linejoin:round}
.hatch-ground{fill:var(--sheet)}
.hatch-line{stroke:var(--hue-2);stroke-width:5}
.heat-map div.frame{margin-bottom:.5rem}
.heat-map table{width:auto}
.heat-map :is(td,th){position:relative}
.heat-map td{border:1px solid var(--sheet);padding:.375rem .75rem}
.heat-map td.none{color:var(--quiet)}
.heat-map th[scope=row]{text-align:left;white-space:nowrap}
.heat-map .legend{color:var(--quiet);font-size:.8125rem;margin-bottom:.75rem}
.heat-map .legend span{margin-right:1rem}
.shade-1{--shade:var(--shade-1)}
.shade-2{--shade:var(--shade-2)}
.shade-3{--shade:var(--shade-3)}
.shade-4{--shade:var(--shade-4)}
.shade-5{--shade:var(--shade-5)}
.heat-map td[class*=shade-]{background:var(--shade)}
.heat-map td.fails{background:repeating-linear-gradient(45deg,var(--shade) 0 5px,var(--sheet) 5px 7px)}
.heat-map td.chosen{outline:3px solid var(--ink);outline-offset:-3px;font-weight:700}
@media (max-width:40rem){
  .chart{padding:1.125rem 1rem .25rem}
  .chart svg.wide{display:none}
  .chart svg.narrow{display:block}
}
`;
