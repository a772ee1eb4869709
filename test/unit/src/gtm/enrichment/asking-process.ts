import { scriptedVendor } from './scripted-vendor';
import { systemClock } from '../../../../../src/base/clock';
import { askOnce } from '../../../../../src/gtm/enrichment/ask-once';
import { openStoreLedger } from '../../../../../src/gtm/ledger/store/store-ledger';
import { type StorePlace, openStore } from '../../../../../src/base/database/open-store';

/** A process of n8n that verifies addresses: a vendor's URL, where the store is, and the addresses. */
async function main([url = '', place = '', ...emails]: readonly string[]): Promise<void> {
	const ledger = openStoreLedger({
		store: async () => await openStore(JSON.parse(place) as StorePlace),
		now: Date.now,
		secret: Buffer.from('tests'),
	});
	const { step } = scriptedVendor('first', []);
	const statuses = await Promise.all(
		emails.map(async (email) => {
			const { outcome, isRemembered } = await askOnce(
				{
					...step,
					operation: 'email.verify',
					identity: { email },
					ask: async () => {
						await fetch(`${url}/${email}`, { method: 'POST' });
						return { status: 'found', provider: 'first', record: { email } };
					},
					goOn: async (pending) => await Promise.resolve(pending),
				},
				{
					budget: {},
					lifetime: { foundMs: 60_000, notFoundMs: 60_000 },
					runId: String(process.pid),
					startedAt: Date.now(),
					patienceMs: 30_000,
				},
				{ answers: ledger.answers, credits: ledger.credits, clock: systemClock },
			);
			return `${outcome.status}${isRemembered ? ' remembered' : ''}`;
		}),
	);
	process.stdout.write(JSON.stringify(statuses));
}

void main(process.argv.slice(2));
