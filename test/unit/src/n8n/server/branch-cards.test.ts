import { toCatalogDeclaration } from '../../../../../src/n8n/server/catalog-declaration';
import {
	readTriggerParameters,
	type BranchParameter,
	type CardParameter,
} from '../../../../../src/n8n/server/trigger-parameters';

const branch = (name: string, as?: CardParameter, html?: string): BranchParameter => ({
	name,
	description: 'Does it',
	settings: {
		...(as && { card: { shown: { as, ...(html && { html }) } } }),
		outputSchema: '{"type":"object"}',
	},
});

const declare = (...branches: BranchParameter[]) => {
	const values: Record<string, unknown> = { branches: { branch: branches } };
	const read = (name: string, fallback: unknown) => values[name] ?? fallback;
	return toCatalogDeclaration(readTriggerParameters({ getNodeParameter: read }), 'Trigger');
};

it('a branch without a card has none', () => {
	const { tools, resources } = declare(branch('leads'));
	expect(tools[0]).not.toHaveProperty('view');
	expect(resources).toEqual([]);
});

it.each(['table', 'record', 'chart'] as const)(
	'results of a branch are shown as a %s, which two branches share',
	(card) => {
		const { tools, resources } = declare(branch('leads', card), branch('deals', card));
		expect(tools.map(({ view }) => view?.uri)).toEqual(Array(2).fill(`ui://gtm/${card}.html`));
		expect(resources).toMatchObject([{ uri: `ui://gtm/${card}.html`, isView: true }]);
	},
);

it('a page of the own is served as it is, under the name of its tool', () => {
	const { tools, resources } = declare(branch('lead score', 'html', '<h1>Score</h1>'));
	expect(tools[0]?.view).toEqual({ uri: 'ui://branch/lead%20score.html' });
	expect(resources).toMatchObject([
		{
			uri: 'ui://branch/lead%20score.html',
			mimeType: 'text/html;profile=mcp-app',
			isView: true,
			source: { kind: 'static', content: { text: '<h1>Score</h1>' } },
		},
	]);
});

it('a branch that waits for a person promises no schema, for what waits is no result', () => {
	const { tools } = declare({
		...branch('send', 'approval'),
		settings: { ...branch('send', 'approval').settings, title: 'Send the offer' },
	});
	expect(tools[0]).toMatchObject({
		approval: { title: 'Send the offer' },
		view: { uri: 'ui://gtm/approval.html' },
	});
	expect(tools[0]).not.toHaveProperty('outputSchema');
});
