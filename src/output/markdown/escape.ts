import { plainText } from '../plain-text.ts';

/** Shows nothing, but parts what GitHub and GitLab would take for a mention, a reference, a formula or an emoji. */
const nothing = '&#8203;';

/** Signs of Markdown and HTML, and what makes an address of a text. */
const signs = /[\\`*_[\]<>&|~]|:(?=\/\/)|(?<=www)\./gi;
/** `@user`, `#1`, `!1`, `$x$`, `%2`: looked for in the text that is shown, so that an entity alone does not hide them. */
const references = /[@#!$%](?=\S)/g;
/** `:emoji:` and `GH-1`; neither is looked for in code. */
const shortcuts = /:(?=[\w+-]+:)|(?<=GH)-(?=\d)/gi;

const inCode = new RegExp(`${references.source}|${signs.source}`, 'gi');
const inProse = new RegExp(`${references.source}|${shortcuts.source}|${signs.source}`, 'gi');

/** Text from AWS for a place where Markdown or HTML is read: neither finds anything in it. A block must not begin with it. */
export function prose(text: string): string {
  return escaped(text, inProse);
}

/** A name, action or id as code. */
export function code(text: string): string {
  return `<code>${escaped(text, inCode)}</code>`;
}

/** Lines that are shown as they are. */
export function fenced(language: string, text: string): string {
  const lines = text.split(/\r\n|[\n\r]/).map(plainText);
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${lines.join('\n')}\n${fence}\n`;
}

function escaped(text: string, special: RegExp): string {
  return plainText(text)
    .trim()
    .replace(special, (sign) => `&#${sign.charCodeAt(0)};${/[@#!$%:-]/.test(sign) ? nothing : ''}`);
}
