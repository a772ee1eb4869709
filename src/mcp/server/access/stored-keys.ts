import type { ApiKey } from './api-keys';
import { splitList } from '../../../base/split-list';

/** The credential `gtmMcpServerKeysApi` as the editor stores it. */
export interface KeysCredential {
	keys?: { key?: KeyEntry[] };
}

/** Empty and zero mean: no restriction. */
interface KeyEntry {
	label?: string;
	key?: string;
	allowedTools?: string;
	allowedResources?: string;
	allowedPrompts?: string;
	expires?: string;
	perMinute?: number;
	concurrent?: number;
	resultFields?: string;
}

/** An entry that was added and left empty is no key: an empty key would let everyone in. */
export function readKeys(keys: KeysCredential['keys']): ApiKey[] {
	return (keys?.key ?? []).filter(({ key }) => (key ?? '').trim() !== '').map(readKey);
}

function readKey(entry: KeyEntry): ApiKey {
	const { label = '', key = '' } = entry;
	const expires = String(entry.expires ?? '').trim();
	const resultFields = splitList(entry.resultFields);
	return {
		label,
		key,
		...withAllowed({
			tools: splitList(entry.allowedTools),
			resources: splitList(entry.allowedResources),
			prompts: splitList(entry.allowedPrompts),
		}),
		...(expires === '' ? {} : { expires }),
		...withLimits({ perMinute: entry.perMinute, concurrent: entry.concurrent }),
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
