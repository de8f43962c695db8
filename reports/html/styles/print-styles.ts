/** Styles on paper: everything unfolded, nothing cut off, one scenario a page. */

export const PRINT_STYLES = `
@media print{
  @page{margin:18mm 16mm}
  html{font-size:9.5pt}
  body{background:none}
  .page{display:block;max-width:none;padding:0}
  .masthead{padding-top:0}
  .skip,summary{display:none}
  details.code > summary{display:block;color:inherit}
  details::details-content{content-visibility:visible;block-size:auto;display:block}
  .contents{position:static;max-height:none;overflow:visible}
  .frame{overflow:visible}
  pre{white-space:pre-wrap;overflow-wrap:anywhere}
  a{color:inherit;text-decoration:none}
  .chart svg.wide{display:block}
  .chart svg.narrow{display:none}
  h1,h2,h3,h4,h5,figcaption,caption,.lead,.kicker,.description{break-after:avoid}
  .banner,.card,.check,.note,.chart svg,.failures li,.facts div,.record .group,tr,.story,.why,.index,.lead,.description,div.frame{break-inside:avoid}
  thead{display:table-header-group}
  .scenario{break-before:page;break-inside:avoid;border:0;border-top:3px solid var(--tone);border-radius:0;padding:1rem 0 0}
  .scenario > footer{break-before:avoid}
  tr:nth-child(-n+2){break-after:avoid}
  .chart div.frame{break-inside:auto}
  .chart td,.chart th{padding:.0625rem .75rem;font-size:.75rem}
  .chapter{margin-top:2rem}
  .banner,.disc,.bar,.heat-map td,.note,th,.pill,mark,.record > figcaption{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
