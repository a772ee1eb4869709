import type {
	EnrichmentVendor,
	PriceEstimate,
} from '../../../../../src/gtm/enrichment/enrichment-vendor';
import type { WaterfallStep } from '../../../../../src/gtm/enrichment/waterfall';
import type { CreditBudget } from '../../../../../src/gtm/ledger/credit-ledger';
import type { Contact } from '../../../../../src/gtm/model/contact';
import type { Outcome } from '../../../../../src/gtm/model/outcome';
import { can, cannot } from '../../../../../src/gtm/vendors/capability';

export type Answer = Omit<Outcome<Contact>, 'provider'>;

export interface ScriptedVendor {
	step: WaterfallStep;
	/** How often it was asked, and how often followed. */
	asked: Array<readonly string[] | undefined>;
	followed: string[];
}

const NOTHING: Answer = {
	status: 'not_found',
	reason: { code: 'no_match', message: 'Nobody' },
	retry: { advised: false },
};

/** A vendor of people that answers as it is told, in order; the last answer for ever. */
export function scriptedVendor(
	id: string,
	answers: readonly Answer[],
	{
		offers = ['email', 'title', 'phone'],
		price = { amount: 1, unit: 'credit', chargedOnMiss: false },
		budget = {},
		follows = [],
	}: {
		offers?: readonly string[];
		price?: PriceEstimate;
		budget?: CreditBudget;
		follows?: readonly Answer[];
	} = {},
): ScriptedVendor {
	const asked: ScriptedVendor['asked'] = [];
	const followed: string[] = [];
	const take = (script: readonly Answer[], place: number): Outcome<Contact> => ({
		...(script[Math.min(place, script.length - 1)] ?? NOTHING),
		provider: id,
	});
	const none = async (): Promise<never> => await Promise.reject(new Error('not scripted'));
	const vendor: EnrichmentVendor = {
		profile: {
			id,
			name: id,
			idsUniqueIn: 'everywhere',
			limits: [],
			explain: () => ({ status: 'upstream_error', code: 'x', message: 'x' }),
		},
		credentialTypes: [],
		hosts: () => ({}),
		docsUrl: '',
		capabilities: {
			'company.enrich': cannot('It knows people only.'),
			'person.enrich': can(),
			'signal.list': cannot('no'),
			'email.verify': cannot('no'),
			'credit.balance': cannot('no'),
			'job.finished': can(),
		},
		offers: { company: [], person: offers },
		price: () => price,
		enrichCompany: none,
		enrichPerson: async (_client, _query, { fields }) => {
			asked.push(fields);
			return await Promise.resolve(take(answers, asked.length - 1));
		},
		listSignals: none,
		verifyEmail: none,
		creditBalance: none,
		follow: {
			person: async (_client, handle) => {
				followed.push(handle);
				return await Promise.resolve(take(follows, followed.length - 1));
			},
			pollEveryMs: 10_000,
		},
	};
	const client = {
		provider: id,
		now: Date.now,
		accountKey: async () => await Promise.resolve('account'),
		send: none,
	};
	return { step: { vendor, client, principal: 'p', budget }, asked, followed };
}

/** Such a vendor whose answers come when a test opens their gates. */
export function heldVendor(answers: readonly Answer[]) {
	const vendor = scriptedVendor('first', answers);
	const gates: Array<() => void> = [];
	const { enrichPerson } = vendor.step.vendor;
	vendor.step.vendor.enrichPerson = async (...args) => {
		const { promise, resolve } = Promise.withResolvers<void>();
		gates.push(resolve);
		await promise;
		return await enrichPerson(...args);
	};
	return { vendor, gates };
}
