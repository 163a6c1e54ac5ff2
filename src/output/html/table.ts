import { type Html, html } from './escape.ts';

/** A table that scrolls by itself where it is too wide, by keyboard too. */
export function table(caption: string, titles: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
