/** What a stream can show. Colour needs a terminal and nobody who declined it. */
export function terminal(stream: NodeJS.WriteStream, wantsColor: boolean): { readonly color: boolean; readonly width: number } {
  const { NO_COLOR = '', CI = '', FORCE_COLOR = '' } = process.env;
  const isForced = FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  return {
    color: wantsColor && NO_COLOR === '' && (isForced || (stream.isTTY && CI === '')),
    width: stream.isTTY ? Math.max(stream.columns, 60) : 100,
  };
}
