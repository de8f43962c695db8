/** A record as the form of the target system shows it: a head, groups of labelled fields, lines in tables. */
import type { RecordBlock } from "../report.ts";
import { html, type Markup } from "./markup.ts";
import { tableHtml } from "./table.ts";

export function recordForm(record: RecordBlock, anchor: string): Markup {
  const { recordType, name, internalId, groups, sublists } = record;
  return html`<figure class="record" aria-labelledby="${anchor}">
<figcaption id="${anchor}"><span class="type">${recordType}</span> <span class="name">${name}</span> <span class="id">internal id ${internalId}</span></figcaption>
<div class="groups">
${groups.map(group)}</div>
${sublists.map(({ title, columns, rows }) => tableHtml({ caption: title, columns: columns.map((label) => ({ label })), rows }))}</figure>
`;
}

type Group = RecordBlock["groups"][number];

function group({ title, fields }: Group): Markup | null {
  if (fields.length === 0) return null;
  return html`<div class="group"><p class="title">${title}</p><dl>${fields.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl></div>
`;
}
