import { splitList } from '../../base/split-list';
import type { CallerBudget } from '../../gtm/ledger/credit-ledger';
import type { EnrichmentVendor } from '../../gtm/enrichment/enrichment-vendor';
import type { OfferedSystem } from '../../gtm/toolkit/offered-system';
import { type OfferedTool, isWriting, offeredTools } from '../../gtm/toolkit/offered-tool';
import { severalVendors } from '../../gtm/toolkit/several-vendors';
import type { ServerKind } from '../../gtm/toolkit/toolkits';
import { vendors } from '../../gtm/vendors/registry';
import type { Vendor, VendorCategory } from '../../gtm/vendors/vendor';
import { credentialTypeOf } from '../gtm/node/vendor.properties';

/** A kind of server with one of its vendors, under the name by which the node stores the choice. */
export interface ServerChoice {
	/** `crm.hubspot`. */
	value: string;
	category: VendorCategory;
	vendor: OfferedSystem & Vendor;
}

/** All ready servers of one vendor, by kind. */
export const SERVERS: readonly ServerChoice[] = (Object.keys(vendors) as VendorCategory[]).flatMap(
	(category) =>
		vendors[category].map((vendor: OfferedSystem & Vendor) => ({
			value: `${category}.${vendor.profile.id}`,
			category,
			vendor,
		})),
);

/** What can stand in a waterfall. */
export const WATERFALL_SERVERS = SERVERS.filter(({ category }) => category === 'enrichment');

/** What happens when a client calls a tool that writes. */
export type Writes = 'off' | 'ask' | 'on';

/** A vendor that is asked, and how it is signed in to. */
export interface AskedVendor {
	vendor: Vendor;
	credentialType: string;
}

/** A ready server as its node describes it. */
export interface ToolkitSettings {
	kind: ServerKind;
	/** What is offered: the vendor, or several as one. */
	system: OfferedSystem;
	/** In the order in which they are asked. */
	vendors: readonly [AskedVendor, ...AskedVendor[]];
	/** What it offers, chosen tools only; without those that write if writes are off. */
	tools: readonly OfferedTool[];
	writes: Writes;
	/** Only these fields of a record may leave; all canonical ones if empty. */
	fields: readonly string[];
	/** Before the name of each tool and prompt. */
	prefix: string;
	/** What the owner decides for every call. */
	fixed: Readonly<Record<string, unknown>>;
	/** What each caller may spend. */
	callerCredits: Omit<CallerBudget, 'caller'>;
	/** Where calls of the trigger run. */
	calls: 'inProcess' | 'execution';
	/** Whether the context graph learns what the vendor answers. */
	updatesGraph: boolean;
}

/** Reads a parameter of the toolkit's node. */
export type ReadParameter = (name: string, fallback: unknown) => unknown;

/** Credits that one account spends a day unless the owner says otherwise. */
export const DEFAULT_CREDITS_PER_DAY = 100;

/**
 * For vendors that answer later, and for the limits of any: many clients give a call up after a minute, and
 * the last request that begins within this time has half a minute for itself.
 */
export const LONGEST_WAIT_SECONDS = 20;

const PREFIX = /^[A-Za-z0-9_-]{0,20}$/;

/** @throws RangeError naming the parameter by its label */
export function readToolkit(read: ReadParameter): ToolkitSettings {
	const { kind, system, vendors: asked } = readServer(read);
	const writes = choice(read('writes', 'ask'), ['off', 'ask', 'on'] as const, 'Writing Tools');
	const prefix = textOf(read('options.prefix', ''));
	if (!PREFIX.test(prefix)) {
		throw new RangeError('Options > Tool Name Prefix: use up to 20 letters, digits, "_" and "-".');
	}
	return {
		kind,
		system,
		vendors: asked,
		tools: chosenTools(offeredTools(kind, system), read('options.tools', []), writes),
		writes,
		fields: splitList(textOf(read('options.fields', ''))),
		prefix,
		fixed: {
			perDay: creditsOf(read('options.creditsPerDay', DEFAULT_CREDITS_PER_DAY), 'Credits per Day'),
			waitSeconds: LONGEST_WAIT_SECONDS,
		},
		callerCredits: readCallerCredits(read),
		calls: choice(read('options.calls', 'inProcess'), ['inProcess', 'execution'] as const, 'Calls'),
		updatesGraph: read('options.updateContextGraph', true) !== false,
	};
}

/** What the parameters say of which system it is. */
export type ServerReading = Pick<ToolkitSettings, 'kind' | 'system' | 'vendors'>;

/** @throws RangeError naming the parameter by its label */
export function readServer(read: ReadParameter): ServerReading {
	const chosen = read('server', SERVERS[0]?.value);
	if (read('vendors', 'one') === 'waterfall') return waterfallOf(chosen);
	const { category, vendor } = serverNamed(chosen);
	const credentialType = credentialTypeOf(vendor, read('authentication', 'apiKey'));
	return { kind: category, system: vendor, vendors: [{ vendor, credentialType }] };
}

function waterfallOf(chosen: unknown): ServerReading {
	const named = (Array.isArray(chosen) ? chosen : []).map(serverNamed);
	const asked = named.map(({ vendor }) => ({
		vendor,
		credentialType: vendor.credentialTypes[0] ?? '',
	}));
	const [first, ...others] = asked;
	if (!first || named.some((server) => !WATERFALL_SERVERS.includes(server))) {
		throw new RangeError('Vendors in Order: choose at least one enrichment vendor.');
	}
	const system = severalVendors(asked.map(({ vendor }) => vendor as unknown as EnrichmentVendor));
	return { kind: 'waterfall', system, vendors: [first, ...others] };
}

/** Those that are chosen by name; those that stand in the table as a default if none is. */
function chosenTools(
	offered: readonly OfferedTool[],
	chosen: unknown,
	writes: Writes,
): OfferedTool[] {
	const names = Array.isArray(chosen) ? chosen.map(String) : splitList(textOf(chosen));
	return offered
		.filter(({ tool }) => (names.length > 0 ? names.includes(tool.name) : tool.byDefault))
		.filter((tool) => writes !== 'off' || !isWriting(tool));
}

/** @throws RangeError if there is no such server */
export function serverNamed(value: unknown): ServerChoice {
	const found = SERVERS.find((server) => server.value === value);
	if (found) return found;
	throw new RangeError(`Server: "${String(value)}" is not valid. Choose one from the list.`);
}

function readCallerCredits(read: ReadParameter): ToolkitSettings['callerCredits'] {
	// Of n8n a parameter without a value cannot be read: the empty text stands for none.
	const perDay = read('options.callerCreditsPerDay', '');
	const perMonth = read('options.callerCreditsPerMonth', '');
	return {
		...(perDay !== '' && { perDay: creditsOf(perDay, 'Credits per Caller and Day') }),
		...(perMonth !== '' && { perMonth: creditsOf(perMonth, 'Credits per Caller and Month') }),
	};
}

function creditsOf(value: unknown, label: string): number {
	const credits = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
	if (Number.isFinite(credits) && credits >= 0) return credits;
	throw new RangeError(`Options > ${label}: write a number, 0 to spend nothing.`);
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
