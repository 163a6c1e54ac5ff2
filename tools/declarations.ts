/** `tools/build.ts` runs this beside the bundler: the compiler leaves no time to anything else in its process. */
import { emitDeclarations } from './build/declarations.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder for the declarations');
emitDeclarations(folder);
