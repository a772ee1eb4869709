import type { VendorRecord } from '../frame/emulator.ts';
import type { Sandbox } from '../frame/sandbox.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { factTable } from './layout.ts';

/** A value as a person reads it; undefined for what says nothing here, such as nested ids. */
function shown(value: unknown): string | undefined {
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (!Array.isArray(value)) return undefined;
	const values = value.map((each: unknown) =>
		shown(typeof each === 'object' && each !== null && 'value' in each ? each.value : each),
	);
	return values.filter((text) => text !== undefined).join(', ');
}

function record(one: VendorRecord): Html {
	return factTable(Object.entries(one).map(([field, value]) => [field, shown(value)] as const));
}

/** What each vendor that keeps records has now of whom an address or a domain names. */
export function renderRecords(sandbox: Sandbox, addressOrDomain: string): Html {
	const vendors = [...sandbox.vendors.values()].flatMap((vendor) => {
		const records = vendor.recordsOf(addressOrDomain);
		return records === undefined ? [] : [{ name: vendor.emulator.name, records }];
	});
	const rows = vendors.map(({ name, records }) =>
		records.length === 0
			? html`<p><strong>${name}</strong> <span class="soft">has no record.</span></p>`
			: html`<details>
					<summary>
						<strong>${name}</strong>
						${records.length === 1 ? 'has this record' : `has ${records.length} records`}
					</summary>
					${records.map(record)}
				</details>`,
	);
	return html`<h2>What the vendors have now</h2>
		<p class="soft">What a workflow writes shows here at once.</p>
		${rows}`;
}
