import type { AnyCall } from '../../frame/call.ts';
import { PREFIXES, longId } from './identifiers.ts';
import type { ObjectName } from './identifiers.ts';
import type { SalesforceRow, SalesforceState, Values } from './state.ts';
import { Rejected, stampOf } from './write-record.ts';

function mustRow(state: SalesforceState, object: ObjectName, id: string): SalesforceRow {
	const row = state.tables[object].get(longId(id) ?? '');
	if (row !== undefined) return row;
	throw new Rejected({ code: 'NOT_FOUND', message: 'The requested resource does not exist' }, 404);
}

/** Into the recycle bin: its last change is its deletion. */
function discard(
	call: AnyCall,
	state: SalesforceState,
	object: ObjectName,
	{ id, values }: SalesforceRow,
	more: Values = {},
): void {
	const now = stampOf(call);
	const changed = { IsDeleted: true, LastModifiedDate: now, SystemModstamp: now };
	state.tables[object].remove(id, call.at);
	state.bin[object].push({ id, values: { ...values, ...changed, ...more } });
}

export function deleteRecord(
	call: AnyCall,
	state: SalesforceState,
	object: ObjectName,
	id: string,
): void {
	discard(call, state, object, mustRow(state, object, id));
}

/** The master keeps its values and takes those that it lacks; the victim says where it went. */
export function mergeRecords(
	call: AnyCall,
	state: SalesforceState,
	master: string,
	victim: string,
): void {
	const object = master.startsWith(PREFIXES.Account) ? 'Account' : 'Contact';
	const kept = mustRow(state, object, master);
	const gone = mustRow(state, object, victim);
	const now = stampOf(call);
	const own = Object.fromEntries(Object.entries(kept.values).filter(([, value]) => value !== null));
	const values = { ...gone.values, ...own, LastModifiedDate: now, SystemModstamp: now };
	state.tables[object].put({ id: kept.id, values }, call.at);
	discard(call, state, object, gone, { MasterRecordId: kept.id });
}
