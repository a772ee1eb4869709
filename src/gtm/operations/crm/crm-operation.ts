import type { CrmEntity, CrmVendor, RecordReference } from '../../crm/crm-vendor';
import { accountSchema } from '../../model/account';
import { contactSchema } from '../../model/contact';
import { dealSchema } from '../../model/deal';
import type { z } from '../../../third-party/zod';
import { companyDomain, emailAddress, id } from '../fields';
import type { Operation } from '../operation';
import type { VendorPorts } from '../ports';

export type CrmPorts = VendorPorts<CrmVendor>;

/** An operation of a CRM: vendors charge for none. */
export function crmOperation<Input, Given>(
	described: Omit<Operation<CrmPorts, Input, Given>, 'family' | 'price' | 'scopes'>,
): Operation<CrmPorts, Input, Given> {
	const scope = described.effect === 'reads' ? 'crm.read' : 'crm.write';
	return { ...described, family: 'crm', price: 'free', scopes: [scope] };
}

/** What a record of each kind looks like. */
export const RECORDS = {
	contact: contactSchema,
	company: accountSchema,
	deal: dealSchema,
} as const;

export const ENTITIES = ['contact', 'company', 'deal'] as const satisfies readonly CrmEntity[];

/** How people speak of one and of many. */
export const WORDS: Readonly<Record<CrmEntity, { one: string; many: string }>> = {
	contact: { one: 'contact', many: 'contacts' },
	company: { one: 'company', many: 'companies' },
	deal: { one: 'deal', many: 'deals' },
};

const byId = id('ID of the record in the CRM').optional();

interface ReferenceMembers {
	id: typeof byId;
	email: z.ZodOptional<typeof emailAddress>;
	domain: z.ZodOptional<typeof companyDomain>;
}

/**
 * The members that name a record: an id, for contacts also the email, for companies the domain. Typed as
 * all of them, so that one function reads every kind.
 */
export function referenceMembers(entity: CrmEntity): ReferenceMembers {
	const members: Readonly<Record<CrmEntity, Partial<ReferenceMembers>>> = {
		contact: { id: byId, email: emailAddress.optional() },
		company: { id: byId, domain: companyDomain.optional() },
		deal: { id: byId },
	};
	return members[entity] as ReferenceMembers;
}

const KEYS: Readonly<Record<CrmEntity, string>> = {
	contact: 'an email or an ID',
	company: 'a domain or an ID',
	deal: 'an id',
};

interface Named {
	id?: string | undefined;
	email?: string | undefined;
	domain?: string | undefined;
}

/** Exactly one of the members that name a record must be there. */
export function namesOne(entity: CrmEntity) {
	const message = `No ${entity} given, or more than one way to find it. Use ${KEYS[entity]}.`;
	const check = ({ id: own, email, domain }: Named) =>
		[own, email, domain].filter((one) => one !== undefined).length === 1;
	return [check, { message }] as const;
}

/** @param named as `namesOne` checked it */
export function referenceOf({ id: own, email, domain }: Named): RecordReference {
	if (email !== undefined) return { email };
	return domain === undefined ? { id: own ?? '' } : { domain };
}
