import { PRIVACY_CLASSES, type PrivacyClass } from '../model/observation';

/** What one who asks may see. */
export interface Viewer {
	/** For sessions and audits: the key's name, a user, a workflow. */
	name: string;
	/** The widest class of privacy; `private` if left out. Nothing is `sensitive` by itself. */
	upTo?: PrivacyClass;
	/** Names of attributes, `contact.*`, `account.name`; all if left out. */
	fields?: readonly string[];
	/** Licences whose facts are not shown, such as those of a vendor that forbids it. */
	withoutLicences?: readonly string[];
}

const DEFAULT_CLASS: PrivacyClass = 'private';

const RANK: Readonly<Record<PrivacyClass, number>> = Object.fromEntries(
	PRIVACY_CLASSES.map((name, rank) => [name, rank]),
) as Record<PrivacyClass, number>;

export interface Seen {
	entity: string;
	attribute: string;
	privacy: PrivacyClass;
	licence: string;
}

/** Whether a fact is shown to someone. */
export function maySee(
	{ upTo = DEFAULT_CLASS, fields, withoutLicences = [] }: Omit<Viewer, 'name'>,
	{ entity, attribute, privacy, licence }: Seen,
): boolean {
	if (RANK[privacy] > RANK[upTo] || withoutLicences.includes(licence)) return false;
	return fields === undefined || fields.some((field) => isNamedBy(field, entity, attribute));
}

/** `title`, `contact.title`, `contact.*` and `*` name the title of a contact. */
export function isNamedBy(field: string, entity: string, attribute: string): boolean {
	return ['*', attribute, `${entity}.*`, `${entity}.${attribute}`].includes(field);
}
