import { Language, Parser, type Tree } from 'web-tree-sitter';

/** The bytes of both parts of the parser. */
export interface ParserBinaries {
  readonly engine: Uint8Array;
  readonly grammar: Uint8Array;
}

/** Parses a text and frees the tree after its use: it lies outside of what the garbage collector sees. */
export type WithTree = <Answer>(text: string, use: (tree: Tree) => Answer) => Answer;

/** The parser of Terraform's language. It reads on after an error. */
export async function terraformParser({ engine, grammar }: ParserBinaries): Promise<WithTree> {
  await Parser.init({ wasmBinary: engine });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return (text, use) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('the parser of Terraform has no language');
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  };
}
