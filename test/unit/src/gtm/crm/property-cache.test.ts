import { FakeClock } from '../fake-clock';
import type { CrmEntity, PropertyDefinition } from '../../../../../src/gtm/crm/crm-vendor';
import {
	type PropertyQuestion,
	createPropertyCache,
} from '../../../../../src/gtm/crm/property-cache';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import type { Outcome } from '../../../../../src/gtm/model/outcome';

type Answer = Outcome<PropertyDefinition[]>;

const client: VendorClient = {
	provider: 'acme',
	now: Date.now,
	accountKey: async () => await Promise.resolve('account'),
	send: () => Promise.reject(new Error('The vendor of this test sends nothing')),
};
const EMAIL: PropertyDefinition = {
	name: 'email',
	label: 'Email',
	type: 'text',
	required: false,
	readOnly: false,
	isCustom: false,
};
const FOUND: Answer = { status: 'found', provider: 'acme', record: [EMAIL] };
const DOWN: Answer = { status: 'upstream_error', provider: 'acme' };

function open(answers: Array<Answer | Error> = [FOUND]) {
	const clock = new FakeClock();
	const asked: CrmEntity[] = [];
	const vendor = {
		listProperties: async (_client: VendorClient, entity: CrmEntity) => {
			asked.push(entity);
			const answer = answers[Math.min(asked.length, answers.length) - 1] ?? FOUND;
			if (answer instanceof Error) throw answer;
			return await Promise.resolve(answer);
		},
	};
	const cache = createPropertyCache(clock);
	const list = async (question: Partial<PropertyQuestion> = {}) =>
		await cache.list({
			vendor,
			client,
			principal: 'a',
			entity: 'contact',
			maxAgeMs: 60_000,
			...question,
		});
	return { clock, asked, list };
}

it('asks once until the list is too old for the one who asks', async () => {
	const { clock, asked, list } = open();
	await list();
	await clock.advance(30_000);
	expect(await list()).toEqual({
		...FOUND,
		notes: ['The list is 30 s old. To load it again, turn on "Refresh List".'],
	});
	expect(asked).toHaveLength(1);
	expect(await list({ maxAgeMs: 10_000 })).toEqual(FOUND);
	expect(asked).toHaveLength(2);
	await clock.advance(9_000);
	await list({ maxAgeMs: 10_000 });
	expect(asked).toHaveLength(2);
	await list({ maxAgeMs: 0 });
	expect(asked).toHaveLength(3);
});

it('keeps accounts and kinds of records apart', async () => {
	const { asked, list } = open();
	await list();
	await list({ principal: 'b' });
	await list({ entity: 'deal' });
	await list();
	expect(asked).toEqual(['contact', 'contact', 'deal']);
});

it('gives those who ask at the same moment one answer', async () => {
	const { asked, list } = open();
	const answers = await Promise.all([list(), list({ maxAgeMs: 0 }), list()]);
	expect(answers).toEqual([FOUND, FOUND, FOUND]);
	expect(asked).toHaveLength(1);
});

it.each([
	['an outcome', DOWN],
	['thrown', new Error('a bug')],
])('does not remember a failure that is %s', async (_how, failure) => {
	const { asked, list } = open([failure, FOUND]);
	await list().catch(() => undefined);
	expect(await list()).toEqual(FOUND);
	expect(asked).toHaveLength(2);
});
