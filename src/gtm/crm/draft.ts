import { accountSchema } from '../model/account';
import { contactSchema } from '../model/contact';
import { dealSchema } from '../model/deal';
import { isRecord } from '../model/json';
import { writePath } from '../model/path';
import type { CrmEntities, CrmEntity } from './crm-vendor';

const SCHEMAS = { contact: contactSchema, company: accountSchema, deal: dealSchema } as const;

/** Money that people write as a number. */
const MONEY = ['annualRevenue', 'fundingTotal', 'amount'];

/** The canonical fields of a record, in the order of the model. */
export function canonicalFields(entity: CrmEntity): string[] {
	return Object.keys(SCHEMAS[entity].shape).filter((name) => name !== 'custom');
}

/**
 * Values that a user gave as a record. Names of the vendor's own fields stand under `custom`, or are
 * written `custom.<name>`. Types are not checked here: the mapping to the vendor coerces them.
 *
 * @throws RangeError naming the field that is none
 */
export function toDraft<Entity extends CrmEntity>(
	entity: Entity,
	values: Readonly<Record<string, unknown>>,
): CrmEntities[Entity] {
	const draft: Record<string, unknown> = {};
	const custom: Record<string, unknown> = isRecord(values.custom) ? { ...values.custom } : {};
	const known = new Set(canonicalFields(entity));
	for (const [name, value] of Object.entries(values)) {
		if (name === 'custom') continue;
		if (name.startsWith('custom.')) custom[name.slice('custom.'.length)] = value;
		else if (!known.has(name.split('.')[0] ?? name)) throw unknownField(entity, name);
		else if (value !== undefined && value !== null && value !== '') {
			const isAmount = MONEY.includes(name) && !isRecord(value);
			writePath(draft, isAmount ? `${name}.amount` : name, value);
		}
	}
	const draftWithCustom = Object.keys(custom).length > 0 ? { ...draft, custom } : draft;
	return draftWithCustom;
}

function unknownField(entity: CrmEntity, name: string): RangeError {
	return new RangeError(
		`"${name}" is no field of a ${entity}. Use one of ${canonicalFields(entity).join(', ')}, or put the vendor's own field under "custom".`,
	);
}
