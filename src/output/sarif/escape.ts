/** Text in which nothing turns into a link (SARIF 2.1.0, 3.11.6): names from AWS may hold brackets. */
export function withoutLinks(text: string): string {
  return text.replace(/[[\]\\]/g, String.raw`\$&`);
}
