import type { INodeParameters } from 'n8n-workflow';

import { restartProcess } from './sequencer-node';
import { type OpenSandbox, runGtmNode } from '../gtm/run-gtm-node';
import { openSandbox } from '../../contract/gtm/sandbox-port';

let sandbox: OpenSandbox;

beforeEach(async () => {
	await restartProcess();
	sandbox = await openSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await restartProcess();
});

async function act(operation: string, parameters: INodeParameters = {}) {
	const { items } = await runGtmNode(sandbox, {
		type: 'gtmSequencer',
		parameters: { resource: 'suppression', operation, ...parameters },
		onError: 'continueRegularOutput',
	});
	return items;
}

const upsert = async (json: object) => {
	const { items } = await runGtmNode(sandbox, {
		type: 'gtmCrm',
		parameters: {
			vendor: 'hubspot',
			resource: 'contact',
			operation: 'upsert',
			inputMode: 'json',
			json: JSON.stringify(json),
		},
		onError: 'continueRegularOutput',
	});
	return items;
};

describe('the suppression list', () => {
	it('stops a write to whom the node added, until they are removed', async () => {
		const contact = { email: 'kim@suppressed-run.com' };
		expect(await act('add', { who: 'KIM@suppressed-run.com', reason: 'customer' })).toMatchObject([
			{ status: 'created', record: { kind: 'email', scope: 'everywhere', reason: 'customer' } },
		]);
		expect(await upsert(contact)).toMatchObject([{ status: 'suppressed' }]);
		expect(await act('check', { who: contact.email })).toMatchObject([
			{ status: 'found', record: { reason: 'customer' } },
		]);
		expect(await act('list')).toMatchObject([
			{ status: 'found', record: { kind: 'email', value: 'kim@suppressed-run.com' } },
		]);
		expect(await act('remove', { who: contact.email })).toMatchObject([{ status: 'updated' }]);
		expect(await act('remove', { who: contact.email })).toMatchObject([{ status: 'not_found' }]);
		expect(await upsert(contact)).toMatchObject([{ status: 'created' }]);
	});

	it('holds where it is said to, and until then', async () => {
		const contact = { email: 'lee@suppressed-run.com' };
		await act('add', { who: contact.email, scope: 'outreach' });
		await act('add', { who: 'suppressed-run.com', scope: 'crm', until: '2020-01-01' });
		expect(await upsert(contact)).toMatchObject([{ status: 'created' }]);
		expect(await act('check', { who: contact.email, scope: 'outreach' })).toMatchObject([
			{ status: 'found', record: { scope: 'outreach' } },
		]);
		expect(await act('check', { who: contact.email, scope: 'hubspot' })).toMatchObject([
			{ status: 'not_found', reason: { code: 'not_suppressed' } },
		]);
	});

	it.each([
		['lines', 'a@imported-run.com\nimported-too.com\n+1 303 555 0152\nnobody at all'],
		[
			'CSV',
			'Email,Domain,Phone,reason\na@imported-run.com,,,"asked, twice"\n,imported-too.com,,\n,,+13035550152,\nDana,,,',
		],
		[
			'JSON',
			JSON.stringify([
				'a@imported-run.com',
				{ domain: 'imported-too.com' },
				{ kind: 'phone', value: '+1 303 555 0152' },
				{ email: 'nobody' },
			]),
		],
	])('imports %s, and tells which row it could not take', async (_form, entries) => {
		expect(await act('import', { entries })).toMatchObject([
			{
				status: 'partial',
				record: { created: 3, updated: 0, unchanged: 0, refused: [{ row: 4 }] },
				reason: { code: 'rows_refused', message: expect.stringContaining('row 4 is no') },
			},
		]);
		expect(await act('check', { who: 'mo@imported-too.com' })).toMatchObject([
			{ status: 'found', record: { kind: 'domain', source: 'import' } },
		]);
		const again = await act('import', { entries });
		expect(again).toMatchObject([{ record: { created: 0, unchanged: 3 } }]);
	});

	it('refuses by name what is nobody', async () => {
		const [item] = await act('add', { who: 'Dana Doe' });
		expect(item?.error).toMatch(/^Who is not a valid domain, such as acme\.com/);
	});
});
