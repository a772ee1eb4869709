import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const ROOT = path.join(__dirname, '../../../../../src/gtm');

function sources(): ts.SourceFile[] {
	return (
		readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
			// What zod calls a problem of an input is no reason of an outcome.
			.filter((file) => file.endsWith('.ts') && !file.startsWith('operations'))
			.map((file) => {
				const text = readFileSync(path.join(ROOT, file), 'utf8');
				return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
			})
	);
}

function visit(node: ts.Node, act: (node: ts.Node) => void): void {
	act(node);
	node.forEachChild((child) => visit(child, act));
}

/** Where the parameter `code` of each function stands, by the function's name. */
function codeParameters(files: readonly ts.SourceFile[]): Map<string, Set<number>> {
	const found = new Map<string, Set<number>>();
	const note = (name: string, parameters: readonly ts.ParameterDeclaration[]) => {
		const index = parameters.findIndex((one) => one.name.getText() === 'code');
		if (index >= 0) found.set(name, (found.get(name) ?? new Set()).add(index));
	};
	for (const file of files) {
		visit(file, (node) => {
			if (ts.isFunctionDeclaration(node) && node.name) note(node.name.text, node.parameters);
			if (
				ts.isVariableDeclaration(node) &&
				node.initializer &&
				ts.isArrowFunction(node.initializer)
			) {
				note(node.name.getText(), node.initializer.parameters);
			}
		});
	}
	return found;
}

/** The texts that an expression can be, as far as they are written out. */
function textsOf(node: ts.Node, constants: ReadonlyMap<string, string>): string[] {
	if (ts.isStringLiteral(node)) return [node.text];
	if (ts.isIdentifier(node)) return [constants.get(node.text) ?? []].flat();
	if (ts.isConditionalExpression(node)) {
		return [...textsOf(node.whenTrue, constants), ...textsOf(node.whenFalse, constants)];
	}
	if (
		ts.isBinaryExpression(node) &&
		node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
	) {
		return [...textsOf(node.left, constants), ...textsOf(node.right, constants)];
	}
	return [];
}

/** Reasons have a code and a message; other objects with a code are none. */
function isReason(node: ts.PropertyAssignment): boolean {
	const names = node.parent.properties.map((one) => one.name?.getText() ?? '');
	return names.includes('message') || names.includes('said');
}

const OURS = /^[a-z]+(_[a-z0-9]+)*$/;

/** Every code of a reason that the sources write out: ours, not those that vendors answer with. */
export function codesInSource(): string[] {
	const files = sources();
	const parameters = codeParameters(files);
	const constants = new Map<string, string>();
	for (const file of files) {
		visit(file, (node) => {
			if (
				ts.isVariableDeclaration(node) &&
				node.initializer &&
				ts.isStringLiteral(node.initializer)
			) {
				constants.set(node.name.getText(), node.initializer.text);
			}
		});
	}
	const codes = new Set<string>();
	for (const file of files) {
		visit(file, (node) => {
			if (ts.isPropertyAssignment(node) && node.name.getText() === 'code' && isReason(node)) {
				for (const text of textsOf(node.initializer, constants)) codes.add(text);
			}
			if (ts.isCallExpression(node)) {
				const at = parameters.get(node.expression.getText());
				for (const index of at ?? []) {
					const argument = node.arguments[index];
					if (argument) for (const text of textsOf(argument, constants)) codes.add(text);
				}
			}
		});
	}
	return [...codes].filter((code) => OURS.test(code)).toSorted();
}
