/** What a stream can show. Colour needs a terminal and nobody who declined it. */
export function terminal(
  { isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>,
  wantsColor: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): { readonly color: boolean; readonly width: number } {
  const { NO_COLOR = '', CI = '', FORCE_COLOR = '', TERM = '' } = environment;
  const isForced = FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  return {
    color: wantsColor && NO_COLOR === '' && (isForced || (isTTY && CI === '' && TERM !== 'dumb')),
    // A terminal that does not know its width says 0.
    width: isTTY && columns > 0 ? Math.max(columns, 60) : 100,
  };
}
