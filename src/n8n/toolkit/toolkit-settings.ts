import { splitList } from '../../base/split-list';
import type { Capable } from '../../gtm/operations/capability-of';
import { type OfferedTool, isWriting, offeredTools } from '../../gtm/toolkit/offered-tool';
import { toolkits } from '../../gtm/toolkit/toolkits';
import { vendors } from '../../gtm/vendors/registry';
import type { Vendor, VendorCategory } from '../../gtm/vendors/vendor';
import { credentialTypeOf } from '../gtm/node/vendor.properties';

/** A kind of server with one of its vendors, under the name by which the node stores the choice. */
export interface ServerChoice {
	/** `crm.hubspot`. */
	value: string;
	category: VendorCategory;
	vendor: Vendor & Capable;
}

/** All ready servers, by kind. */
export const SERVERS: readonly ServerChoice[] = (Object.keys(toolkits) as VendorCategory[]).flatMap(
	(category) =>
		vendors[category].map((vendor: Vendor & Capable) => ({
			value: `${category}.${vendor.profile.id}`,
			category,
			vendor,
		})),
);

/** What happens when a client calls a tool that writes. */
export type Writes = 'off' | 'ask' | 'on';

/** A ready server as its node describes it. */
export interface ToolkitSettings {
	category: VendorCategory;
	vendor: Vendor & Capable;
	credentialType: string;
	/** What it offers, chosen tools only; without those that write if writes are off. */
	tools: readonly OfferedTool[];
	writes: Writes;
	/** Only these fields of a record may leave; all canonical ones if empty. */
	fields: readonly string[];
	/** Before the name of each tool and prompt. */
	prefix: string;
	/** What the owner decides for every call. */
	fixed: Readonly<Record<string, unknown>>;
	/** Where calls of the trigger run. */
	calls: 'inProcess' | 'execution';
}

/** Reads a parameter of the toolkit's node. */
export type ReadParameter = (name: string, fallback: unknown) => unknown;

/** Credits that one account spends a day unless the owner says otherwise. */
export const DEFAULT_CREDITS_PER_DAY = 100;

const PREFIX = /^[A-Za-z0-9_-]{0,20}$/;

/** @throws RangeError naming the parameter by its label */
export function readToolkit(read: ReadParameter): ToolkitSettings {
	const { category, vendor } = serverNamed(read('server', SERVERS[0]?.value));
	const writes = choice(read('writes', 'ask'), ['off', 'ask', 'on'] as const, 'Writing Tools');
	const prefix = textOf(read('options.prefix', ''));
	if (!PREFIX.test(prefix)) {
		throw new RangeError('Options > Tool Name Prefix: use up to 20 letters, digits, "_" and "-".');
	}
	return {
		category,
		vendor,
		credentialType: credentialTypeOf(vendor, read('authentication', 'apiKey')),
		tools: chosenTools(category, vendor, read('options.tools', []), writes),
		writes,
		fields: splitList(textOf(read('options.fields', ''))),
		prefix,
		fixed: { perDay: creditsPerDay(read('options.creditsPerDay', DEFAULT_CREDITS_PER_DAY)) },
		calls: choice(read('options.calls', 'inProcess'), ['inProcess', 'execution'] as const, 'Calls'),
	};
}

/** All tools of the vendor if none is chosen by name: those that stand in the table as a default. */
function chosenTools(
	category: VendorCategory,
	vendor: Vendor & Capable,
	chosen: unknown,
	writes: Writes,
): OfferedTool[] {
	const names = Array.isArray(chosen) ? chosen.map(String) : splitList(textOf(chosen));
	return offeredTools(category, vendor)
		.filter(({ tool }) => (names.length > 0 ? names.includes(tool.name) : tool.byDefault))
		.filter((offered) => writes !== 'off' || !isWriting(offered));
}

/** @throws RangeError if there is no such server */
export function serverNamed(value: unknown): ServerChoice {
	const found = SERVERS.find((server) => server.value === value);
	if (found) return found;
	throw new RangeError(`Server: "${String(value)}" is not valid. Choose one from the list.`);
}

function creditsPerDay(value: unknown): number {
	const credits = Number(value);
	if (Number.isFinite(credits) && credits >= 0) return credits;
	throw new RangeError('Options > Credits per Day: write a number, 0 to spend nothing.');
}

function choice<Value extends string>(
	value: unknown,
	values: readonly Value[],
	label: string,
): Value {
	const found = values.find((each) => each === value);
	if (found !== undefined) return found;
	throw new RangeError(
		`${label}: "${String(value)}" is not valid. Use one of ${values.join(', ')}.`,
	);
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** As clients see it. */
export function nameOf({ prefix }: Pick<ToolkitSettings, 'prefix'>, name: string): string {
	return prefix === '' ? name : `${prefix}_${name}`;
}
