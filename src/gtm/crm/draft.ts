import { accountSchema } from '../model/account';
import { contactSchema } from '../model/contact';
import { dealSchema } from '../model/deal';
import { isRecord } from '../model/json';
import { writePath } from '../model/path';
import { withoutReport } from '../model/report-members';
import type { CrmEntities, CrmEntity, UpsertDraft } from './crm-vendor';

const SCHEMAS = { contact: contactSchema, company: accountSchema, deal: dealSchema } as const;

/** Money that people write as a number. */
const MONEY = ['annualRevenue', 'fundingTotal', 'amount'];

/** The canonical fields of a record, in the order of the model. */
export function canonicalFields(entity: CrmEntity): string[] {
	return Object.keys(SCHEMAS[entity].shape).filter((name) => name !== 'custom');
}

/** The columns of an item that are fields, and the names of those that are not. */
export interface MappedColumns {
	values: Record<string, unknown>;
	leftOut: string[];
}

/**
 * Of an item whose columns are taken as they come, those that are fields of the record.
 *
 * @throws RangeError if none is one
 */
export function fieldColumns(
	entity: CrmEntity,
	item: Readonly<Record<string, unknown>>,
): MappedColumns {
	const columns = Object.entries(withoutReport(item));
	const known = new Set(canonicalFields(entity));
	const isField = ([name]: [string, unknown]) =>
		name === 'custom' || name.startsWith('custom.') || known.has(name.split('.')[0] ?? name);
	const values = Object.fromEntries(columns.filter(isField));
	const leftOut = columns.filter((column) => !isField(column)).map(([name]) => name);
	if (Object.keys(values).length === 0) {
		const given = leftOut.length > 0 ? ` It has: ${leftOut.join(', ')}.` : '';
		throw new RangeError(
			`None of the columns of the item is a ${entity} field.${given} Available fields: ${[...known].join(', ')}. Write the vendor's own fields as "custom.<name>".`,
		);
	}
	return { values, leftOut };
}

/**
 * Values that a user gave as a record. What a GTM node told beside them is no value. Names of the
 * vendor's own fields stand under `custom`, or are written `custom.<name>`. Types are not checked here: the mapping to the vendor coerces them. In any
 * field null says that it shall be empty; undefined and empty text are not given.
 *
 * @throws RangeError naming the field that is none
 */
export function toDraft<Entity extends CrmEntity>(
	entity: Entity,
	given: Readonly<Record<string, unknown>>,
): Pick<UpsertDraft<CrmEntities[Entity]>, 'values' | 'clear'> {
	const values: Record<string, unknown> = {};
	const custom: Record<string, unknown> = {};
	const clear: string[] = [];
	for (const [name, value] of namedIn(entity, withoutReport(given))) {
		if (value === undefined || value === '') continue;
		if (value === null) clear.push(name);
		else if (name.startsWith(CUSTOM)) custom[name.slice(CUSTOM.length)] = value;
		else {
			const isAmount = MONEY.includes(name) && !isRecord(value);
			writePath(values, isAmount ? `${name}.amount` : name, value);
		}
	}
	if (Object.keys(custom).length > 0) values.custom = custom;
	return { values, ...(clear.length > 0 && { clear }) };
}

const CUSTOM = 'custom.';

/** Every field with its one name. @throws RangeError naming the field that is none */
function namedIn(
	entity: CrmEntity,
	{ custom, ...values }: Readonly<Record<string, unknown>>,
): Array<[string, unknown]> {
	const known = new Set(canonicalFields(entity));
	const stranger = Object.keys(values).find(
		(name) => !name.startsWith(CUSTOM) && !known.has(name.split('.')[0] ?? name),
	);
	if (stranger !== undefined) throw unknownField(entity, stranger);
	const own = Object.entries(isRecord(custom) ? custom : {});
	return [
		...own.map(([name, value]): [string, unknown] => [`${CUSTOM}${name}`, value]),
		...Object.entries(values),
	];
}

function unknownField(entity: CrmEntity, name: string): RangeError {
	return new RangeError(
		`"${name}" is not a ${entity} field. Use one of ${canonicalFields(entity).join(', ')}, or put the vendor's own field under "custom".`,
	);
}
