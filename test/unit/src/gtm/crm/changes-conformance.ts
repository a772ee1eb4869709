import { Random } from '../../../../../scripts/fuzz/random.ts';
import type { CrmVendor } from '../../../../../src/gtm/crm/crm-vendor';
import type { Contact } from '../../../../../src/gtm/model/contact';
import type { CrmChange } from '../../../../../src/gtm/operations/crm/list-changes';
import { openReader } from './change-reader';
import { CRM_EDITS } from './crm-edits';
import { openCrmStage } from './crm-stage';

const INDEX_LAG_MS = 40_000;

/** Longer than any vendor's list is behind. */
const SETTLED_MS = 20 * 60_000;

/** What somebody who only hears of changes knows. */
class Mirror {
	readonly contacts = new Map<string, Contact>();
	readonly gone = new Map<string, string>();
	readonly twice: CrmChange[] = [];
	readonly #heard = new Set<string>();

	hear(changes: readonly CrmChange[]): void {
		for (const change of changes) {
			const { kind, id, into, record } = change;
			const heard = JSON.stringify([kind, id, into, record]);
			if (this.#heard.has(heard)) this.twice.push(change);
			this.#heard.add(heard);
			if (kind === 'deleted' || kind === 'merged') {
				this.contacts.delete(id);
				this.gone.set(id, into ?? kind);
			} else {
				this.contacts.set(id, record as Contact);
			}
		}
	}
}

/** What a record that is gone became at last: one that it was merged into may be gone as well. */
function endOf(id: string, gone: ReadonlyMap<string, string>): string {
	const next = gone.get(id);
	return next === undefined ? id : endOf(next, gone);
}

/** What every CRM tells of changes, whatever its lists are like. */
export function describeChanges(crm: CrmVendor): void {
	const edits = CRM_EDITS[crm.profile.id];
	if (edits === undefined) throw new Error(`nobody edits ${crm.profile.name}`);

	const isWhole = crm.changes?.('contact', {}).some(({ whole }) => whole) ?? false;

	test('begins with no change and a cursor, and then tells what is made, changed and not more', async () => {
		const stage = openCrmStage(crm);
		const reader = openReader(stage);
		expect((await reader.once()).outcome).toMatchObject({
			status: 'found',
			record: { changes: [], more: false },
		});
		await stage.clock.advance(60_000);
		const id = await edits.create(stage.client, 'noor@changes-run.example');
		expect(await reader.all()).toMatchObject([
			{ kind: 'created', what: 'contact', id, record: { email: 'noor@changes-run.example' } },
		]);
		await stage.clock.advance(60_000);
		await edits.rename(stage.client, id, 'Noor');
		expect(await reader.all()).toMatchObject([
			{ kind: 'changed', id, record: { firstName: 'Noor' } },
		]);
		await stage.clock.advance(SETTLED_MS);
		expect(await reader.all()).toEqual([]);
	});

	test('says what a filter let through of what was read, where there is more to read', async () => {
		const past = { since: '1970-01-01T00:00:00Z', limit: 2, kinds: ['merged'] };
		const { outcome } = await openReader(openCrmStage(crm), past).once();
		expect(outcome).toMatchObject({
			status: 'found',
			record: { changes: [], more: true },
			notes: [expect.stringContaining('0 of 2 changes passed the filters') as string],
		});
	});

	test('refuses a time in the future, where a time zone may be wrong', async () => {
		const stage = openCrmStage(crm);
		const inAnHour = new Date(stage.clock.now() + 3_600_000).toISOString();
		const { outcome } = await openReader(stage, { since: inAnHour }).once();
		expect(outcome).toMatchObject({
			status: 'invalid',
			reason: {
				code: 'since_in_future',
				message: expect.stringContaining(`Since is ${inAnHour}`) as string,
			},
		});
		expect(stage.requests).toEqual([]);
	});

	// A list of everybody takes its time, and is the same each time.
	test.each(isWhole ? [1] : [1, 2, 3])(
		'misses nothing and tells nothing twice, run %i: edits and readings as they come',
		async (seed) => {
			const random = new Random(seed);
			const stage = openCrmStage(crm, { settings: { indexLagMs: INDEX_LAG_MS } });
			const { client, clock } = stage;
			const reader = openReader(stage, { limit: 7 });
			const mirror = new Mirror();
			const truth = new Map<string, string>();
			const gone = new Map<string, string>();
			await reader.once();
			await clock.advance(1_000);
			for (let step = 0; step < (isWhole ? 40 : 120); step += 1) {
				const ids = [...truth.keys()];
				const what =
					ids.length < 3
						? 'create'
						: random.pick(['create', 'rename', 'rename', 'remove', 'merge']);
				if (what === 'create') {
					const email = `person-${seed}-${step}@changes-run.example`;
					truth.set(await edits.create(client, email), '');
				} else if (what === 'remove' && edits.remove) {
					const id = random.pick(ids);
					await edits.remove(client, id);
					truth.delete(id);
					gone.set(id, 'deleted');
				} else if (what === 'merge' && edits.merge) {
					const [id = '', other = ''] = [...ids].sort(() => random.next() - 0.5);
					await edits.merge(client, id, other);
					truth.set(id, truth.get(id) || (truth.get(other) ?? ''));
					truth.delete(other);
					gone.set(other, id);
				} else {
					const id = random.pick(ids);
					await edits.rename(client, id, `Name-${step}`);
					truth.set(id, `Name-${step}`);
				}
				// Many in one moment, and long silences.
				if (random.chance(0.4)) await clock.advance(random.pick([1, 900, 20_000, 400_000]));
				if (random.chance(0.3)) mirror.hear((await reader.once()).record?.changes ?? []);
			}
			mirror.hear(await reader.all());
			await clock.advance(SETTLED_MS);
			mirror.hear(await reader.all());
			const known = [...mirror.contacts].map(([id, { firstName }]) => [
				id,
				// Some vendors have no contact without a name.
				truth.get(id) === '' ? '' : (firstName ?? ''),
			]);
			expect(known.toSorted()).toEqual([...truth].toSorted());
			// Of what was made and gone between two readings, nobody needs to hear.
			for (const id of mirror.gone.keys()) {
				expect([id, endOf(id, mirror.gone)]).toEqual([id, endOf(id, gone)]);
			}
			expect(mirror.twice).toEqual([]);
			if (!isWhole) expect(reader.size()).toBeLessThan(4_000);
		},
	);
}
