import type { HookPlace, VendorHook } from '../../../gtm/hooks/vendor-hook';
import type { Capable } from '../../../gtm/operations/capability-of';
import type { Operation } from '../../../gtm/operations/operation';
import type { Vendor } from '../../../gtm/vendors/vendor';
import type { ItemParameters } from '../parameters/item-parameters';
import type { TriggerContext } from './connect-poll';
import type { Polling } from './live-polls';

/** What a trigger watches, as its form says. */
export interface Watched {
	parameters: ItemParameters;
	vendor: Vendor & Capable;
	operation: Pick<Operation<never>, 'name' | 'madeOf'>;
	/** Left out where the vendor calls nobody, or not because of this. */
	hook?: VendorHook;
	place: Omit<HookPlace, 'secret' | 'url'>;
}

/** A trigger that polls, and whose vendor may call it besides. */
export interface WatchingTrigger extends Polling {
	/** @throws RangeError naming the parameter that is wrong */
	watched(this: void, context: TriggerContext): Watched;
}
