import type { OperationCases } from '../gtm/describe-operations';
import { exampleIds } from './crm-node';

type ActivityName = 'call' | 'email' | 'meeting' | 'note' | 'task';

const AT = '2026-11-20T10:00:00.000Z';

/**
 * A case for each kind of activity: on the examples' records, which are read back.
 *
 * @param kinds with the records that one may hang on, and the calls that it takes
 */
export function activityCases(
	vendor: string,
	kinds: Readonly<
		Partial<Record<ActivityName, { on: Array<'contact' | 'deal'>; asked: string[] }>>
	>,
): OperationCases {
	const entries = Object.entries(kinds).map(([type, { on, asked }]) => {
		const makeCase: OperationCases[string] = async (sandbox) => {
			const { contactId, dealId } = await exampleIds(sandbox, vendor);
			const links = {
				...(on.includes('contact') && { contactIds: contactId }),
				...(on.includes('deal') && { dealIds: dealId }),
			};
			const listed = Object.entries(links).map(([name, id]) => [name, [id]]);
			return {
				parameters: { subject: `A ${type}`, body: 'About the pilot', at: AT, associations: links },
				outputs: [
					{
						status: 'created',
						provider: vendor,
						record: {
							type,
							subject: `A ${type}`,
							body: 'About the pilot',
							at: AT,
							...Object.fromEntries(listed),
						},
					},
				],
				asked,
			};
		};
		return [`activity.${type}`, makeCase] as const;
	});
	return Object.fromEntries(entries);
}
