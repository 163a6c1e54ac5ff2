import { plainText } from '../output/plain-text.ts';

/** A message of several lines, safe to show: what it quotes may come from AWS or from a stranger's file. */
export function plainLines(message: string): string {
  return message.split('\n').map(plainText).join('\n');
}
