import type { Scopes } from '../../frame/emulator.ts';
import { objectTypeOf } from './objects.ts';

/** Activities hang on contacts, and so do their scopes; emails have one more. */
function scopesOf(name: string, access: 'read' | 'write'): readonly string[] {
	const type = objectTypeOf(name);
	if (type === 'companies' || type === 'deals') return [`crm.objects.${type}.${access}`];
	const contacts = `crm.objects.contacts.${access}`;
	return type === 'emails' ? [contacts, 'sales-email-read'] : [contacts];
}

/** What routes with a `{type}` in their path ask of the key. */
export const toRead: { scope: Scopes } = { scope: ({ type = '' }) => scopesOf(type, 'read') };

export const toWrite: { scope: Scopes } = { scope: ({ type = '' }) => scopesOf(type, 'write') };
