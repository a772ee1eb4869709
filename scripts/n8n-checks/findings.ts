import n8nCommunity from '@n8n/eslint-plugin-community-nodes';
import { ESLint } from 'eslint';
import type { Linter } from 'eslint';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

import type { Finding, Place } from './explained.ts';

/** The files that n8n's check reads at each place. */
const FILES: Readonly<Record<Place, string[]>> = {
	sources: ['package.json', 'nodes/**/*.{ts,json}', 'credentials/**/*.{ts,json}'],
	package: ['**/*.js', '**/*.json'],
};

/** n8n's own linters say nothing for these: two want what newer rules forbid, two have better heirs. */
const LEFT_OUT: Readonly<Linter.RulesRecord> = {
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
};

function configuration(): Linter.Config[] {
	const { community, credentials, nodes } = n8nNodesBase.configs;
	const parser = tseslint.parser as Linter.Parser;
	return [
		[n8nCommunity.configs.recommended as Linter.Config | Linter.Config[]].flat(),
		{ rules: { 'no-console': 'error' as const }, plugins: { 'n8n-nodes-base': n8nNodesBase } },
		{ files: ['package.json'], rules: community.rules },
		{ files: ['**/credentials/**/*.ts'], rules: { ...credentials.rules, ...LEFT_OUT } },
		{ files: ['**/nodes/**/*.ts'], rules: { ...nodes.rules, ...LEFT_OUT } },
		{ files: ['**/*.json', '**/*.ts'], languageOptions: { parser } },
	].flat();
}

/**
 * Lints a folder as `@n8n/scan-community-package` does: no file can switch a rule off for itself.
 *
 * @param folder the repository, or the package as it is unpacked
 */
export async function findingsIn(folder: string, place: Place): Promise<Finding[]> {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: configuration(),
	});
	const results = await eslint.lintFiles(FILES[place]);
	return results.flatMap(({ filePath, messages }) =>
		messages
			.filter(({ severity }) => severity === 2)
			.map(({ line, ruleId, message }) => ({
				file: filePath.slice(folder.length + 1),
				line,
				rule: ruleId ?? 'cannot be read',
				message,
			})),
	);
}
