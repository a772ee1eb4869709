import type { Associations } from '../../../../../src/gtm/crm/crm-vendor';
import type { UpsertSteps } from '../../../../../src/gtm/crm/upsert-steps';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import { VendorError } from '../../../../../src/gtm/http/vendor-error';
import * as codecs from '../../../../../src/gtm/model/codecs';
import type { Contact } from '../../../../../src/gtm/model/contact';
import { type MappingTable, toCanonical } from '../../../../../src/gtm/model/mapping';

const TABLE: MappingTable = [
	{ field: 'email', vendor: 'mail', as: codecs.email },
	{ field: 'firstName', vendor: 'name.first', as: codecs.text },
	{ field: 'lastName', vendor: 'name.last', as: codecs.text },
	{ field: 'title', vendor: 'job', as: codecs.text },
];

interface Row {
	values: Record<string, unknown>;
	links: Set<string>;
}

type Step = 'find' | 'create' | 'update' | 'associate' | 'readBack';

/** A CRM of contacts: steps as a vendor has them, over rows in memory. It links to company 1 only. */
export class InMemoryCrm {
	readonly rows = new Map<string, Row>();
	readonly calls: Step[] = [];
	readonly #failing = new Map<Step, number>();
	readonly client: VendorClient = {
		provider: 'memory',
		now: Date.now,
		accountKey: async () => await Promise.resolve('account'),
		send: () => Promise.reject(new Error('nothing is sent')),
	};
	readonly steps: UpsertSteps<Contact> = {
		kind: 'contact',
		table: TABLE,
		defaultMatch: ({ email }) => (email === undefined ? undefined : { email }),
		find: async (_client, match) => {
			await this.#call('find');
			const found = [...this.rows].filter(([id, { values }]) =>
				'id' in match ? id === match.id : 'email' in match && values.mail === match.email,
			);
			return found.map(([id, { values }]) => ({ id, values }));
		},
		create: async (_client, values, associations) => {
			await this.#call('create');
			const id = this.add(values);
			this.#link(id, associations);
			return id;
		},
		update: async (_client, id, changes) => {
			await this.#call('update');
			const { values } = this.#row(id);
			for (const [name, value] of Object.entries(changes)) {
				const isPart = typeof value === 'object' && !Array.isArray(value);
				values[name] = isPart ? { ...(values[name] as object), ...value } : value;
			}
		},
		associate: async (_client, id, associations) => {
			await this.#call('associate');
			this.#link(id, associations);
		},
		readBack: async (_client, id) => {
			await this.#call('readBack');
			const { values, links } = this.#row(id);
			const record = { id, ...toCanonical(TABLE, values).values };
			return { record, values, associations: { companyIds: [...links] } };
		},
	};

	add(values: Record<string, unknown>): string {
		const id = String(this.rows.size + 1);
		this.rows.set(id, { values: structuredClone(values), links: new Set() });
		return id;
	}

	/** The nth call of a step fails as a vendor that is down. */
	fail(step: Step, nth = 1): void {
		this.#failing.set(step, nth);
	}

	async #call(step: Step): Promise<void> {
		this.calls.push(step);
		await Promise.resolve();
		if (this.calls.filter((call) => call === step).length !== this.#failing.get(step)) return;
		const refusal = { status: 'upstream_error', code: 'down', message: 'It is down.' } as const;
		throw new VendorError('memory', refusal, { attempts: 1 });
	}

	#row(id: string): Row {
		const row = this.rows.get(id);
		if (row === undefined) throw new Error(`no row ${id}`);
		return row;
	}

	#link(id: string, { companyIds = [] }: Associations): void {
		for (const companyId of companyIds) if (companyId === '1') this.#row(id).links.add(companyId);
	}
}
