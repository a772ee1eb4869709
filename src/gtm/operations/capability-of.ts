import { type Capability, cannot } from '../vendors/capability';
import type { Operation } from './operation';

export type Capable = { capabilities: Readonly<Record<string, Capability>> };

/** Whether a vendor can do an operation, or that which the operation is made of. */
export function capabilityOf(
	{ capabilities }: Capable,
	{ name, madeOf }: Pick<Operation<never>, 'name' | 'madeOf'>,
): Capability {
	return capabilities[madeOf ?? name] ?? cannot('there is no such operation');
}
