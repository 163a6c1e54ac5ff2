import fc from 'fast-check';

/** Any text, with what terminals, browsers, spreadsheets and chat rooms obey more often than chance has it. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...[
          '\u001b[31m',
          '\u001b]8;;https://evil.example\u0007',
          '\u009b2J',
          '\u202e',
          '\u2066',
          '\u200f',
          '\r\n',
          '\n',
          '\t',
          '\u2028',
          '\ud800',
        ],
        ...[
          '\u{e0041}',
          '\ufffe',
          '\uffff',
          '\u0000',
          ' ',
          '`',
          '```',
          '~~~',
          '|',
          '\\',
          '*',
          '_',
          '[x](https://evil.example)',
          '![x](//evil)',
        ],
        ...['</script>', '<!--', '-->', '</details>', '<img src=x onerror=alert(1)>', ']]>', '&amp;', '&#60;', '"', "'", ',', ';', '=1+1'],
        ...[
          '+1',
          '-1',
          '@SUM(1)',
          '@octocat',
          '#1',
          'GH-1',
          'a/b#2',
          ':tada:',
          'www.evil.example',
          'https://evil.example',
          'mailto:a@b.example',
        ],
        ...['$x$', '~1', '!1', '/close', '{{x}}', '${x}', '%0A', '::error::x', '__proto__'],
      ),
    ),
  )
  .map((parts) => parts.join(''));
