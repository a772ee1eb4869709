import n8nCommunity from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** Every rule of one of the plugin's sets, but for those named with their reason. */
const n8nRules = (set, off = {}) => ({ ...n8nNodesBase.configs[set].rules, ...off });

const community = Array.isArray(n8nCommunity.configs.recommended)
	? n8nCommunity.configs.recommended
	: [n8nCommunity.configs.recommended];

/** Who may know whom (architecture, "Rooms"). `to` must not import `from`. */
const walls = [
	{
		target: './src/base',
		from: ['./src/mcp', './src/gtm', './src/context', './src/policy', './src/n8n', './nodes'],
	},
	// Below all there are no packages, but for the query builder of the store.
	{ target: './src/base/*.ts', from: ['./src/third-party'] },
	{ target: './src/mcp', from: ['./src/gtm', './src/context', './src/n8n', './nodes'] },
	{
		target: './src/mcp/client',
		from: ['./src/mcp/server', './src/mcp/authorization', './src/policy'],
	},
	// It knows the keys and principals of the server, which is handed it through a port.
	{ target: './src/mcp/authorization', from: ['./src/mcp/client', './src/policy'] },
	{ target: './src/mcp/server', from: ['./src/mcp/authorization'] },
	{ target: './src/mcp/protocol', from: ['./src/mcp/server', './src/mcp/client', './src/policy'] },
	{ target: './src/gtm', from: ['./src/mcp', './src/context', './src/n8n', './nodes'] },
	{
		target: './src/context',
		from: ['./src/mcp', './src/gtm', './src/policy', './src/n8n', './nodes'],
	},
	{
		target: './src/policy',
		from: ['./src/mcp', './src/gtm', './src/context', './src/n8n', './nodes'],
	},
	{ target: './src/n8n', from: ['./nodes', './credentials'] },
	{
		target: './src/third-party',
		from: ['./src/mcp', './src/gtm', './src/context', './src/policy', './src/n8n', './nodes'],
	},
	{ target: ['./src', './nodes', './credentials'], from: ['./sandbox', './scripts', './test'] },
];

export default tseslint.config(
	{ ignores: ['dist/', 'node_modules/', '.artefacts/', '.data/'] },

	{
		files: ['**/*.ts'],
		extends: [...tseslint.configs.recommendedTypeChecked],
		plugins: { 'import-x': importX },
		languageOptions: {
			parserOptions: { project: ['./tsconfig.check.json', './src/mcp/cards/view/tsconfig.json'] },
		},
		rules: {
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/no-explicit-any': 'error',
			'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
			'import-x/no-cycle': 'error',
			'import-x/no-default-export': 'error',
			'import-x/no-restricted-paths': [
				'error',
				{ zones: walls.flatMap(({ target, from }) => from.map((one) => ({ target, from: one }))) },
			],
		},
		settings: {
			'import-x/resolver-next': [
				importX.createNodeResolver({ extensions: ['.ts', '.js', '.json'] }),
			],
		},
	},

	{
		// n8n stays where it can be replaced: nodes/, credentials/ and src/n8n.
		files: ['src/**/*.ts'],
		ignores: ['src/n8n/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ group: ['n8n-*', '@n8n/*'], message: 'Only src/n8n may know n8n.' }] },
			],
		},
	},

	{
		// Packages are imported in src/third-party only, from where the build bundles them; types are free.
		files: ['src/**/*.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'],
		ignores: ['src/third-party/**'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^(?!\\.|node:|n8n-workflow$)',
							allowTypeImports: true,
							message:
								'Import packages in src/third-party: the published package has no dependencies.',
						},
					],
				},
			],
		},
	},

	...community.map((config) => ({
		...config,
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'src/n8n/**/*.ts', 'package.json'],
	})),
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'src/n8n/**/*.ts', 'package.json'],
		rules: {
			// The package is not aimed at n8n's verified list, which excludes what its design needs:
			'@n8n/community-nodes/no-restricted-globals': 'off', // timers and globalThis, for time-outs and calls under way
			'@n8n/community-nodes/no-restricted-imports': 'off', // Node built-ins; packages are held back by the rule above
			// The server trigger has a port for tool nodes, which these rules deny to triggers:
			'@n8n/community-nodes/trigger-node-conventions': 'off',
			// The respond node has many operations, and nothing that could be called a resource:
			'@n8n/community-nodes/resource-operation-pattern': 'off',
			'@typescript-eslint/require-await': 'off', // n8n's interfaces ask for promises where there is nothing to wait for
		},
	},
	{
		files: ['src/n8n/**/*.ts'],
		rules: {
			// Typed errors of our own travel up to the edge, where they become errors of the node.
			'@n8n/community-nodes/require-node-api-error': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: n8nRules('nodes', {
			// These two want the text 'main'; the newer rule node-connection-type-literal wants the constant.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-inputs-wrong-trigger-node': 'off', // the port for tool nodes
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-fixed-collection-type-unsorted-items': 'off', // a tool is read from its name on, not from A to Z
		}),
	},
	{
		files: ['nodes/GtmMcpAgentTools/*.node.ts', 'nodes/GtmToolkit/*.node.ts'],
		rules: {
			// They supply tools to an agent; n8n would make a second node of each that is one tool.
			'@n8n/community-nodes/node-usable-as-tool': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nRules('credentials', {
				'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off', // for n8n's own slugs; ours are URLs
			}),
			// It reads nothing but literals of a node file; ours share a table of credentials. A test of all credentials holds it.
			'@n8n/community-nodes/credential-test-required': 'off',
		},
	},
	{
		files: ['package.json'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: n8nRules('community'),
	},

	{
		// jest wants its hooks and matchers loose in places; the code under test stays strict.
		files: ['test/**/*.ts'],
		rules: {
			'@typescript-eslint/no-unsafe-assignment': 'off', // expect.any() and JSON answers
			'@typescript-eslint/no-unsafe-argument': 'off', // the same, as arguments of matchers
			'@typescript-eslint/no-unsafe-return': 'off', // the same, from a callback
			'@typescript-eslint/require-await': 'off', // nodes of tests implement n8n's interfaces
			'@typescript-eslint/unbound-method': 'off', // expect(port.method)
		},
	},
	{
		files: ['test/e2e/setup/*.ts', 'test/node/harness/*-folder.ts'],
		rules: { 'import-x/no-default-export': 'off' }, // jest's globalSetup is a default export
	},
);
