import type { Outcome } from '../model/outcome';
import type { CrmEntity, PropertyDefinition } from './crm-vendor';
import { canonicalFields } from './draft';

/** Where a field was named: `Only If Empty`, as the form calls it. */
export interface NamedFields {
	label: string;
	names: readonly string[];
}

export interface KnownFields {
	entity: CrmEntity;
	/** `HubSpot` */
	vendorName: string;
	/** The fields of the account; asked only if a name is not canonical. */
	properties(this: void): Promise<Outcome<PropertyDefinition[]>>;
}

/**
 * Why a name cannot be used, in words; undefined if all can. A name that is none would promise
 * something of no field: nothing would be kept, shown or found by it, without a word.
 */
export async function problemOfNames(
	{ entity, vendorName, properties }: KnownFields,
	...all: readonly NamedFields[]
): Promise<string | undefined> {
	const canonical = new Set([...canonicalFields(entity), 'custom']);
	const strangers = all.flatMap(({ label, names }) =>
		names
			.filter((name) => name.startsWith(CUSTOM) || !canonical.has(rootOf(name)))
			.map((name) => ({ label, name })),
	);
	if (strangers.length === 0) return undefined;
	const { status, record, reason } = await properties();
	if (record === undefined) {
		const [{ label, name } = { label: '', name: '' }] = strangers;
		return `${label}: could not check whether "${name}" is a ${entity} field: ${reason?.message ?? status}`;
	}
	const own = new Set(record.map(({ name }) => name));
	const stranger = strangers.find(({ name }) => !isOneOf(own, name.replace(CUSTOM_PREFIX, '')));
	if (stranger === undefined) return undefined;
	const known = [...canonical].join(', ');
	return `${stranger.label}: "${stranger.name}" is not a ${entity} field, here or in ${vendorName}. Use one of ${known}.<name of a field in ${vendorName}>.`;
}

const CUSTOM = 'custom.';
const CUSTOM_PREFIX = /^custom\./;

const rootOf = (name: string): string => name.split('.')[0] ?? name;

/** Of a parent's field, such as `Account.Name` or `Region__r.Name`, the reference to the parent. */
export function isOneOf(own: ReadonlySet<string>, name: string): boolean {
	const root = rootOf(name);
	return [name, root, `${root}Id`, root.replace(/__r$/, '__c')].some((one) => own.has(one));
}
