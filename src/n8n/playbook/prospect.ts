import type { Intent } from '../../context/facts/gaps';
import type { Subject } from '../../context/query/subject';
import { toEmail } from '../../base/identity/email';
import { kindOf } from '../../gtm/ledger/suppression-key';
import type { ProspectPicture } from '../../gtm/playbook/picture';
import type { ItemParameters } from '../gtm/parameters/item-parameters';
import type { PlaybookRun } from './playbook-operation';

/** Everything that is known fits: a rubric that sees a part of it would decide on a part of it. */
const BUDGET = 100_000;

/** Who is meant, as the form or an agent names them. */
export interface Prospect {
	/** As it came. */
	name: string;
	subject: Subject;
	/** Where an address was given. */
	email?: string;
}

/** @throws RangeError if nobody is named */
export function readProspect(parameters: ItemParameters): Prospect {
	const name = parameters.requiredText('prospect');
	const email = toEmail(name);
	return { name, subject: { [kindOf(name)]: name }, ...(email !== undefined && { email }) };
}

export async function pictureOf(
	{ subject }: Prospect,
	intent: Intent,
	{ graph, actor }: PlaybookRun,
): Promise<ProspectPicture> {
	return await graph.getContext({ subject, intent, budget: BUDGET }, { viewer: { name: actor } });
}
