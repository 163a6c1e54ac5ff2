export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text directly inside, without that of children. */
  readonly text: string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** Everything XML 1.0 can hold: https://www.w3.org/TR/xml/#charsets */
const illegal = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const token = /<(?<close>\/)?(?<name>[a-z-]+)(?<attributes>(?: [a-z]+="[^"<>]*")*)(?<empty>\/)?>|(?<text>[^<>]+)/y;
const reference = /&(?:amp|lt|gt|quot|apos);/g;
const characters: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

/**
 * Reads XML more strictly than any real parser: one declaration, elements, attributes in double quotes, text; nothing else is let through.
 * @throws {Error} where the document is anything but that, and well-formed
 */
export function readXml(document: string): XmlElement {
  if (!document.startsWith(declaration)) throw new Error('no XML declaration');
  if (illegal.test(document)) throw new Error('a character that XML 1.0 can not hold');
  interface Open {
    readonly name: string;
    readonly attributes: Record<string, string>;
    readonly children: XmlElement[];
    text: string;
  }
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [root];
  const body = document.slice(declaration.length);
  token.lastIndex = 0;
  for (let at = 0; at < body.length; at = token.lastIndex) {
    const groups = token.exec(body)?.groups;
    const top = stack.at(-1);
    if (groups === undefined || top === undefined) throw new Error(`not well-formed: ${body.slice(at, at + 80)}`);
    const { close, name, attributes = '', empty, text } = groups;
    if (text !== undefined) top.text += decoded(text);
    else if (close !== undefined) {
      if (stack.length === 1 || top.name !== name || attributes !== '') throw new Error(`</${name ?? ''}> closes <${top.name}>`);
      stack.pop();
    } else {
      const element: Open = { name: name ?? '', attributes: attributesOf(attributes), children: [], text: '' };
      top.children.push(element);
      if (empty === undefined) stack.push(element);
    }
  }
  const [only, second] = root.children;
  if (stack.length !== 1 || only === undefined || second !== undefined || root.text.trim() !== '')
    throw new Error('not one closed element');
  return only;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`two attributes ${name}`);
    attributes[name] = decoded(value);
  }
  return attributes;
}

function decoded(text: string): string {
  if (text.replace(reference, '').includes('&')) throw new Error(`an unknown reference in ${text}`);
  return text.replace(reference, (name) => characters[name] ?? '');
}
