import type { VendorClient } from '../../http/vendor-client';
import { wordKey } from '../../model/vocabulary';
import type { CrmEntity, Owner } from '../crm-vendor';

/** A value that an account takes for a field of its own list. */
export interface Choice {
	/** What is written. */
	value: string;
	/** What people see. */
	label: string;
}

export interface FieldList {
	choices: readonly Choice[];
	/** The field takes other values too. */
	isOpen?: true;
}

/** A stage of deals. */
export interface StageChoice extends Choice {
	/** The pipeline that it belongs to, where the CRM has several. */
	pipeline?: string;
	/** A deal in it is over. */
	closes?: 'won' | 'lost';
}

export interface DealChoices {
	/** None where the CRM knows of no pipelines. */
	pipelines: readonly Choice[];
	stages: readonly StageChoice[];
}

/** The lists of an account, as its vendor tells them. Each throws VendorError. */
export interface ChoiceSource {
	/** By the vendor's name of the field; a field without a list is not in it. */
	fields?(
		this: void,
		client: VendorClient,
		entity: CrmEntity,
	): Promise<ReadonlyMap<string, FieldList>>;
	deals(this: void, client: VendorClient): Promise<DealChoices>;
	/**
	 * The vendor's names of every field that this account has, its own ones too; none if the credential
	 * may not read them.
	 */
	ownFields(this: void, client: VendorClient, entity: CrmEntity): Promise<ReadonlySet<string>>;
	/** Names of the vendor's fields that this account does not have, although others do. */
	absentFields?(this: void, client: VendorClient, entity: CrmEntity): Promise<ReadonlySet<string>>;
	owners(this: void, client: VendorClient): Promise<readonly Owner[]>;
}

/** The same source, each list asked for once for a client, which is one execution. */
export function rememberedSource(source: ChoiceSource): ChoiceSource {
	const { fields, absentFields } = source;
	return {
		...(fields && { fields: onceFor(fields) }),
		...(absentFields && { absentFields: onceFor(absentFields) }),
		ownFields: onceFor(source.ownFields),
		deals: onceFor(source.deals),
		owners: onceFor(source.owners),
	};
}

/** A failure is not remembered. */
function onceFor<Rest extends string[], Result>(
	ask: (client: VendorClient, ...rest: Rest) => Promise<Result>,
): (client: VendorClient, ...rest: Rest) => Promise<Result> {
	const asked = new WeakMap<VendorClient, Map<string, Promise<Result>>>();
	return async (client, ...rest) => {
		const known = asked.get(client) ?? new Map<string, Promise<Result>>();
		asked.set(client, known);
		const key = rest.join(' ');
		const answer = known.get(key) ?? ask(client, ...rest);
		known.set(key, answer);
		try {
			return await answer;
		} catch (error) {
			known.delete(key);
			throw error;
		}
	};
}

/**
 * The choice that a text names: by its value, by its label in any spelling, or by a word that means the
 * same.
 */
export function choiceFor<One extends Choice>(
	choices: readonly One[],
	text: string,
	toWord: (text: string) => string | undefined = () => undefined,
): One | undefined {
	const key = wordKey(text);
	const word = toWord(text);
	return (
		choices.find(({ value }) => value === text) ??
		choices.find(({ value, label }) => wordKey(label) === key || wordKey(value) === key) ??
		choices.find(
			({ value, label }) => word !== undefined && (toWord(label) ?? toWord(value)) === word,
		)
	);
}
