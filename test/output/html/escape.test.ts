import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, name, ownMarkup } from '../../../src/output/html/escape.ts';
import { hostileText } from '../../kit/hostile-text.ts';

describe('the HTML template tag', () => {
  it('escapes text, and leaves markup, numbers and its own literals alone', () => {
    expect(String(html`<a title="${`"'<&>`}">${html`<b>${1}</b>`}</a>`)).toBe('<a title="&quot;&#39;&lt;&amp;&gt;"><b>1</b></a>');
    expect(String(html`${ownMarkup('<hr>')}`)).toBe('<hr>');
  });

  it('takes lists as deep as they are, and null for nothing', () => {
    expect(String(html`<p>${['<', [html`<i>x</i>`, null, 2]]}${null}</p>`)).toBe('<p>&lt;<i>x</i>2</p>');
  });

  it('keeps names from reordering the text beside them', () => {
    expect(String(name('a\u202eb\u0000<'))).toBe('<bdi>ab&lt;</bdi>');
    expect(String(name('\u05d0'))).toBe('<bdi>\u05d0</bdi>');
    expect(String(name('plain <b>'))).toBe('plain &lt;b&gt;');
  });

  it('lets no text end an attribute or begin a tag, nor hide', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(String(html`${text}`)).not.toMatch(/[<>"'\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      }),
    );
  });
});
