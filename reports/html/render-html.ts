/** Report -> one HTML page that works from a file: no script, no network, nothing outside itself. */
import type { Report } from "../report.ts";
import { VERDICTS, verdictOf } from "../verdict.ts";
import { html, trusted } from "./markup.ts";
import { failureList, masthead, navigation, sectionHtml, summaryCards } from "./page.ts";
import { STYLESHEET } from "./styles/stylesheet.ts";

/** Nothing may be loaded or sent; only the style element of the page itself counts. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The whole page. Every text of the report is escaped; the same report always gives the same page. */
export function renderHtml(report: Report): string {
  const verdict = VERDICTS[verdictOf(report)].word;
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<title>${verdict}: ${report.title}</title>
<style>${trusted(STYLESHEET)}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<div class="page">
${masthead(report)}${navigation(report)}<main id="report" tabindex="-1">
${summaryCards(report.summary)}${failureList(report)}${report.sections.map(sectionHtml)}</main>
<footer class="foot"><p>This page is complete in itself: it loads nothing and sends nothing.</p></footer>
</div>
</body>
</html>
`;
  return page.toString();
}
