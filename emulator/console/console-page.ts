/** The console: one page, complete in itself, that shows a running emulator through its administration. */
import { createHash } from "node:crypto";
import { CONSOLE_SCRIPT } from "./console-script.ts";
import { CONSOLE_STYLE } from "./console-style.ts";

interface ConsolePage {
  readonly html: string;
  /** Content-Security-Policy: this page's own script and style, its own address, and nothing else. */
  readonly policy: string;
}

export function consolePage(): ConsolePage {
  return {
    html: HTML,
    policy: [
      "default-src 'none'",
      `script-src '${digestOf(CONSOLE_SCRIPT)}'`,
      `style-src '${digestOf(CONSOLE_STYLE)}'`,
      "connect-src 'self'",
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
  };
}

const digestOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

interface TableFacts {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
}

const table = ({ id, title, columns }: TableFacts): string => `
<section>
  <h2 id="${id}-title">${title}</h2>
  <div class="scroll" role="region" aria-labelledby="${id}-title" tabindex="0">
    <table>
      <thead><tr>${columns.map((column) => `<th scope="col">${column}</th>`).join("")}</tr></thead>
      <tbody id="${id}"></tbody>
    </table>
  </div>
</section>`;

const GOVERNANCE: TableFacts = {
  id: "governance",
  title: "Integration Governance, last 30 days",
  columns: ["Account", "Integration", "Allocation", "In use", "Peak", "Total", "Rejected", "Ratio"],
};

const FAULTS: TableFacts = {
  id: "faults",
  title: "Faults",
  columns: ["Name", "Requests", "Effect", "Seen", "Hits", "Armed", "Remove"],
};

const AUDIT: TableFacts = {
  id: "audit",
  title: "Login Audit Trail",
  columns: ["Time", "Outcome", "Detail", "Request", "What to look at"],
};

const JOURNAL: TableFacts = {
  id: "journal",
  title: "Journal",
  columns: ["No.", "Time", "Request", "Status", "Decision", "Why", "Waited", "Bodies"],
};

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drydock console</title>
<link rel="icon" href="data:,">
<style>${CONSOLE_STYLE}</style>
</head>
<body>
<header>
  <h1>Drydock console</h1>
  <label>Account <select id="account"></select></label>
  <label><input type="checkbox" id="live" checked> Live</label>
  <p id="state" role="status"></p>
</header>
<main>
  <form id="login" hidden>
    <label>Token that the emulator printed <input id="token" type="password" autocomplete="off"></label>
    <button>Use it</button>
  </form>
  ${table(GOVERNANCE)}
  ${table(FAULTS)}
  <form id="fault-form">
    <label for="fault">Set a fault (JSON)</label>
    <textarea id="fault" rows="3" spellcheck="false">{ "match": { "method": "POST" }, "effect": { "status": 503 }, "times": 1 }</textarea>
    <button>Set</button>
    <output id="fault-answer" for="fault"></output>
  </form>
  ${table(AUDIT)}
  ${table(JOURNAL)}
</main>
<dialog id="exchange" aria-labelledby="exchange-title">
  <h2 id="exchange-title"></h2>
  <h3>Request</h3>
  <pre id="exchange-request" tabindex="0"></pre>
  <h3>Answer</h3>
  <pre id="exchange-answer" tabindex="0"></pre>
  <form method="dialog"><button>Close</button></form>
</dialog>
<script>${CONSOLE_SCRIPT}</script>
</body>
</html>
`;
