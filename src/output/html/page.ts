import { hash } from 'node:crypto';
import type { ReportHeader } from '../../model/report.ts';
import { openingText } from '../opening-text.ts';
import { type Html, html, name, ownMarkup } from './escape.ts';
import { script } from './script.ts';

/**
 * What stands before the body. Nothing is loaded and nothing is sent: the policy allows this style sheet and this script by their
 * digests, and no style or script that got into the page otherwise.
 */
export function pageHead({ run }: ReportHeader, style: string): Html {
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ownMarkup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>ha-audit: ${run.accounts.join(', ')} ${run.regions.join(', ')}</title>
<style>${ownMarkup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
`;
}

export function pageTop(header: ReportHeader): Html {
  return html`<header><h1>High availability report</h1><p class="dim">${name(openingText(header))}</p></header>
<main id="main" tabindex="-1">
`;
}

/** Links to the sections there are. */
export function navigation(sections: readonly (readonly [id: string, title: string])[]): Html {
  return html`<nav aria-label="Sections"><ul>${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
`;
}

export function pageEnd(): Html {
  return html`</main>
<script>${ownMarkup(script)}</script>
</body>
</html>
`;
}

function digest(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}
