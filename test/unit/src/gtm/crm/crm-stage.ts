import type { CrmVendor } from '../../../../../src/gtm/crm/crm-vendor';
import type { Contact } from '../../../../../src/gtm/model/contact';
import { type AccountOptions, openPatientAccount } from '../vendors/vendor-account';

/** Somebody whom no CRM has. */
export const NEW: Contact = {
	email: 'noor.silva@conformance-run.com',
	firstName: 'Noor',
	lastName: 'Silva',
};

/** An account of one CRM, with the words that tests of every CRM need. */
export function openCrmStage(crm: CrmVendor, options?: AccountOptions) {
	const account = openPatientAccount(crm, options);
	const { client, examples, sandbox } = account;
	/** What was sent so far is not looked at. */
	const forget = () => {
		account.requests.length = 0;
		account.requested.length = 0;
	};
	const contactsOf = async (email: string) =>
		(
			await crm.contact.search(client, {
				conditions: [{ field: 'email', operator: 'eq', value: email }],
				limit: 10,
			})
		).records;
	return {
		...account,
		crm,
		forget,
		contactsOf,
		/** The vendor's ids of the example's person, company and deal. */
		async ids() {
			const person = await crm.contact.get(client, { email: examples.person.email }, {});
			const company = await crm.company.get(client, { domain: examples.account.domain }, {});
			const deals = await crm.deal.search(client, {
				conditions: [{ field: 'name', operator: 'eq', value: examples.deal.name }],
				limit: 10,
			});
			const deal = deals.records.find(
				({ amount }) => amount?.amount === undefined || amount.amount === examples.deal.amount,
			);
			forget();
			return {
				contact: person.record?.id ?? '',
				company: company.record?.id ?? '',
				deal: deal?.id ?? '',
			};
		},
		/** The route by which this CRM makes a contact, as one made in another account shows. */
		async creating(): Promise<string> {
			const other = openPatientAccount(crm, options);
			await crm.contact.upsert(other.client, { values: NEW });
			const [write] = other.writes();
			const log = other.sandbox.log.list();
			return (
				log.findLast(({ method, url }) => method === write?.method && url.includes(write.path))
					?.route ?? ''
			);
		},
		/** How often the vendor was asked for a route. */
		asked: (route: string) => sandbox.log.list().filter((call) => call.route === route).length,
	};
}

export type CrmStage = ReturnType<typeof openCrmStage>;
