const beginsBlock = /^(resource|data|module|variable|output|locals|provider|terraform|moved|import|removed|check|ephemeral)\b[^=]*\{/;
const beginsHeredoc = /<<[-~]?"?([\p{L}_][\p{L}\p{N}_-]*)"?\s*$/u;

/**
 * The index of the line after `line` (from 1) at which a block begins, where reading may go on after a mistake; null for none.
 * What stands in a heredoc is text, whatever it looks like.
 */
export function nextBlockLine(lines: readonly string[], line: number): number | null {
  let heredocEnd: string | null = null;
  for (let index = line - 1; index < lines.length; index += 1) {
    const text = lines[index] ?? '';
    if (heredocEnd !== null) {
      if (text.trim() === heredocEnd) heredocEnd = null;
    } else if (index >= line && beginsBlock.test(text)) return index;
    else heredocEnd = beginsHeredoc.exec(text.trimEnd())?.[1] ?? null;
  }
  return null;
}
