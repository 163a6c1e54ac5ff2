import { readdirSync } from 'node:fs';

const ignored = /^(node_modules|coverage|test-results|\.git|\.venv(-.*)?|src\/generated|dist([.-].*)?)$|(^|\/)__pycache__$/;

/** Every file of the project that is not ignored by git, below one folder or all of it; paths are relative, sorted. */
export function projectFiles(folder = ''): readonly string[] {
  return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (ignored.test(path)) return [];
      return entry.isDirectory() ? projectFiles(path) : [path];
    })
    .sort();
}
