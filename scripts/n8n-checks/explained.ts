/** Where n8n's check looks: at the sources that a release was built from, and at the package itself. */
export type Place = 'sources' | 'package';

/** What n8n's check says against one line. */
export interface Finding {
	/** From the folder that was checked. */
	readonly file: string;
	readonly line: number;
	readonly rule: string;
	readonly message: string;
}

/** A rule of n8n's check that the package breaks on purpose. */
export interface ExplainedRule {
	readonly rule: string;
	readonly in: readonly Place[];
	readonly why: string;
}

/** What n8n's own check finds and what stays as it is; everything else it finds is a mistake. */
export const EXPLAINED: readonly ExplainedRule[] = [
	{
		rule: '@n8n/community-nodes/no-restricted-imports',
		in: ['package'],
		why: "Node's own modules: HTTP for the server's own port and for connections to vendors that are kept, files and SQLite for the ledger and the audit, a process for servers that are started by a command. Packages are bundled, none is required at run time.",
	},
	{
		rule: '@n8n/community-nodes/no-restricted-globals',
		in: ['package'],
		why: 'Timers bound every call, and calls under way outlive an update of the package on `globalThis`. `process` reads the switches that only the operator of n8n may set.',
	},
	{
		rule: '@n8n/community-nodes/no-dangerous-functions',
		in: ['package'],
		why: 'Ajv compiles JSON Schemas into functions, bounded in size. `spawn` starts MCP servers by a command, which is off until the operator allows it (`GTM_MCP_ALLOW_STDIO`).',
	},
	{
		rule: '@n8n/community-nodes/no-hardcoded-secrets',
		in: ['package'],
		why: 'Names of the protocol in constants that end in `_KEY`. There is no secret in the package.',
	},
	{
		rule: 'no-console',
		in: ['package'],
		why: "Warnings of bundled libraries (the MCP SDK, zod-to-json-schema), which go to n8n's output. Our own code writes to n8n's log.",
	},
	{
		rule: '@n8n/community-nodes/trigger-node-conventions',
		in: ['sources'],
		why: 'The server trigger takes tool nodes on a port of its own, where the rule wants a trigger without inputs.',
	},
	{
		rule: '@n8n/community-nodes/node-usable-as-tool',
		in: ['sources'],
		why: 'GTM MCP Agent Tools supplies tools to an agent; n8n would make a second node of it that is one tool.',
	},
	{
		rule: '@n8n/community-nodes/credential-test-required',
		in: ['sources'],
		why: 'The rule reads literals of a node file, and these credentials are tested by nodes that share a table of them. A test of ours holds that every credential can be tested.',
	},
	{
		rule: 'n8n-nodes-base/node-param-fixed-collection-type-unsorted-items',
		in: ['sources'],
		why: 'A branch, a form field and a content block are read from their name on, not from A to Z.',
	},
	{
		rule: 'n8n-nodes-base/node-param-options-type-unsorted-items',
		in: ['sources'],
		why: 'The operations of GTM MCP Client and the kinds of a branch begin with the one that most people come for.',
	},
];

/** Findings that nobody has explained, and explained rules that nothing breaks any more. */
export function compareWithExplained(findings: readonly Finding[], place: Place) {
	const rules = EXPLAINED.filter((explained) => explained.in.includes(place)).map(
		({ rule }) => rule,
	);
	return {
		unexplained: findings.filter(({ rule }) => !rules.includes(rule)),
		outdated: rules.filter((rule) => findings.every((finding) => finding.rule !== rule)),
	};
}
