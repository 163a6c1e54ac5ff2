/** First line of every generated source file. */
export const header = '// Written by `npm run gen`; changes made here are lost.\n';
