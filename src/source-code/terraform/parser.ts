import { Language, Parser, type Tree } from 'web-tree-sitter';

/** Parses a text and frees the tree after its use: it lies outside of what the garbage collector sees. */
export type WithTree = <Answer>(text: string, use: (tree: Tree) => Answer) => Answer;

/** The parser of Terraform's language. It reads on after an error. */
export async function terraformParser(grammar: Uint8Array): Promise<WithTree> {
  await Parser.init();
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
