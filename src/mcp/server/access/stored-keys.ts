import type { ApiKey } from './api-keys';
import { splitList } from '../../../base/split-list';

/** The credential `gtmMcpServerKeysApi` as the editor stores it. */
export interface KeysCredential {
	keys?: { key?: KeyEntry[] };
}

interface KeyEntry {
	label?: string;
	key?: string;
	restrictions?: Restrictions;
}

/** Empty and zero mean: no restriction. */
interface Restrictions {
	allowedTools?: string;
	allowedResources?: string;
	allowedPrompts?: string;
	expires?: string;
	perMinute?: number;
	concurrent?: number;
	resultFields?: string;
}

/** The first entry that has no key yet, with its label; undefined if each has one. */
export function entryWithoutKey(keys: KeysCredential['keys']): { label: string } | undefined {
	const entries: KeyEntry[] = keys?.key?.length ? keys.key : [{}];
	const found = entries.find(({ key = '' }) => key.trim() === '');
	return found && { label: (found.label ?? '').trim() };
}

/** An entry that was added and left empty is no key: an empty key would let everyone in. */
export function readKeys(keys: KeysCredential['keys']): ApiKey[] {
	return (keys?.key ?? []).filter(({ key }) => (key ?? '').trim() !== '').map(readKey);
}

function readKey({ label = '', key = '', restrictions = {} }: KeyEntry): ApiKey {
	const expires = String(restrictions.expires ?? '').trim();
	const resultFields = splitList(restrictions.resultFields);
	return {
		label,
		key,
		...withAllowed({
			tools: splitList(restrictions.allowedTools),
			resources: splitList(restrictions.allowedResources),
			prompts: splitList(restrictions.allowedPrompts),
		}),
		...(expires === '' ? {} : { expires }),
		...withLimits({
			perMinute: restrictions.perMinute,
			concurrent: restrictions.concurrent,
		}),
		...(resultFields.length === 0 ? {} : { resultFields }),
	};
}

function withAllowed(patterns: Record<'tools' | 'resources' | 'prompts', string[]>) {
	const given = Object.entries(patterns).filter(([, list]) => list.length > 0);
	return given.length === 0 ? {} : { allowed: Object.fromEntries(given) };
}

function withLimits(limits: Record<'perMinute' | 'concurrent', number | undefined>) {
	const given = Object.entries(limits).filter(([, limit]) => Boolean(limit));
	return given.length === 0 ? {} : { limits: Object.fromEntries(given) };
}
