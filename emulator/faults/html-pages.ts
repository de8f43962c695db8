/** HTML where a client expects JSON: what stands in front of NetSuite when NetSuite itself does not answer. */
import { STATUS_CODES } from "node:http";

export const HTML_TYPE = "text/html; charset=utf-8";

/** As a site answers that is being maintained; real ones come with status 200 (the words are ours). */
export const MAINTENANCE_PAGE = `<!DOCTYPE html>
<html lang="en"><head><title>Scheduled maintenance</title></head>
<body><h1>This service is down for maintenance</h1><p>It will be available again shortly. Please try again later.</p></body></html>
`;

/** The form that common proxies give their error pages. */
export function proxyPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? "Error"}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
}
