import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';

import type { Account } from '../../../src/gtm/model/account';
import type { Contact } from '../../../src/gtm/model/contact';
import type { Deal } from '../../../src/gtm/model/deal';
import { openCrm } from './editor';

const MOST = 50;

/** Records that the text is found in; the latest ones without a text. */
export async function searchRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { vendor, entity, client } = await openCrm(this);
	const text = filter?.trim() ?? '';
	const search = { conditions: [], limit: MOST, ...(text !== '' && { text }) };
	const { outcome, records } = await vendor[entity].search(client, search);
	if (records.length === 0 && outcome.status !== 'not_found') {
		throw new NodeOperationError(
			this.getNode(),
			outcome.reason?.message ?? `The search failed: ${outcome.status}`,
		);
	}
	return { results: records.flatMap(toResult) };
}

function toResult(record: Contact | Account | Deal): Array<{ name: string; value: string }> {
	if (record.id === undefined) return [];
	return [{ name: labelOf(record), value: record.id }];
}

function labelOf(record: (Contact & Account & Deal) | Contact | Account | Deal): string {
	const { firstName, lastName, fullName, email, name, domain }: Partial<Contact & Account> = record;
	const person = fullName ?? [firstName, lastName].filter(Boolean).join(' ');
	const words = [person || name, email ?? domain].filter(Boolean);
	return words.length > 0 ? words.join(' · ') : (record.id ?? '');
}
