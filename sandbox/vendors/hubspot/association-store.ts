import type { ObjectType } from './objects.ts';

/** HubSpot's default association types, `from to`. */
const TYPE_IDS: Readonly<Record<string, number>> = {
	'contacts companies': 279,
	'companies contacts': 280,
	'deals contacts': 3,
	'contacts deals': 4,
	'deals companies': 341,
	'companies deals': 342,
	'notes contacts': 202,
	'notes companies': 190,
	'notes deals': 214,
	'tasks contacts': 204,
	'tasks companies': 192,
	'tasks deals': 216,
	'calls contacts': 194,
	'calls companies': 182,
	'calls deals': 206,
	'emails contacts': 198,
	'emails companies': 186,
	'emails deals': 210,
	'meetings contacts': 200,
	'meetings companies': 188,
	'meetings deals': 212,
};

/** Labels beside the default: a contact's primary company, and its other direction. */
const PRIMARY: Readonly<Record<string, number>> = {
	'contacts companies': 1,
	'companies contacts': 2,
	'deals companies': 5,
	'companies deals': 6,
};

/** The default type of a pair; an activity's own side is one less than from the activity. */
export function defaultTypeId(from: ObjectType, to: ObjectType): number | undefined {
	const direct = TYPE_IDS[`${from} ${to}`];
	if (direct !== undefined) return direct;
	const reverse = TYPE_IDS[`${to} ${from}`];
	return reverse === undefined ? undefined : reverse - 1;
}

/** Whether HubSpot knows this type for this pair. */
export function isTypeOf(from: ObjectType, to: ObjectType, typeId: number): boolean {
	return defaultTypeId(from, to) === typeId || PRIMARY[`${from} ${to}`] === typeId;
}

/** The pair's other side that a type id stands for, as `POST /notes` names types only. */
export function targetOfType(from: ObjectType, typeId: number): ObjectType | undefined {
	return (['contacts', 'companies', 'deals'] as const).find((to) => isTypeOf(from, to, typeId));
}

/** Which records belong together. Always known from both sides. */
export class AssociationStore {
	readonly #links = new Map<string, Set<string>>();
	readonly #base: AssociationStore | undefined;

	/** @param base what is linked at the start; it is never changed, so that many can share it */
	constructor(base?: AssociationStore) {
		this.#base = base;
	}

	#known(key: string): ReadonlySet<string> | undefined {
		const own = this.#links.get(key);
		return own !== undefined || this.#base === undefined ? own : this.#base.#known(key);
	}

	#side(from: ObjectType, id: string, to: ObjectType): Set<string> {
		const key = `${from} ${id} ${to}`;
		const own = this.#links.get(key);
		if (own !== undefined) return own;
		const side = new Set(this.#known(key));
		this.#links.set(key, side);
		return side;
	}

	link(from: ObjectType, id: string, to: ObjectType, otherId: string): void {
		this.#side(from, id, to).add(otherId);
		this.#side(to, otherId, from).add(id);
	}

	unlink(from: ObjectType, id: string, to: ObjectType, otherId: string): void {
		this.#side(from, id, to).delete(otherId);
		this.#side(to, otherId, from).delete(id);
	}

	/** Ids of the records of that type, oldest link first. */
	of(from: ObjectType, id: string, to: ObjectType): string[] {
		return [...(this.#known(`${from} ${id} ${to}`) ?? [])];
	}
}
