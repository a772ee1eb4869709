import ts from 'typescript';

/** A text of the product that a person or a model may read. */
export interface Sentence {
	/** From 1. */
	line: number;
	/** What is put in at run time is `…`. */
	text: string;
}

/** Fewer words are names, values and labels of lists. */
const FEWEST_WORDS = 3;

const WORD = /\p{L}{2,}/gu;

function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}

/** What names a module or a type is no text. */
function isName({ parent }: ts.Node): boolean {
	return (
		ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isLiteralTypeNode(parent)
	);
}

/** Every text of a source file that has the length of a sentence, in its order. */
export function sentencesOf(fileName: string, source: string): Sentence[] {
	const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
	const found: Sentence[] = [];
	const visit = (node: ts.Node): void => {
		const text = isName(node) ? undefined : textOf(node)?.replace(/\s+/g, ' ').trim();
		if (text !== undefined && (text.match(WORD) ?? []).length >= FEWEST_WORDS) {
			const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
			found.push({ line: line + 1, text });
		}
		ts.forEachChild(node, visit);
	};
	ts.forEachChild(file, visit);
	return found;
}
