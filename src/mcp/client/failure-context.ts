import type { McpClientStep } from './client-error';
import type { Redact } from './redaction';

/** What was being done when something was thrown. */
export interface FailureContext {
	step: Extract<McpClientStep, 'connect' | 'list' | 'call'>;
	url: URL;
	keySent: 'key' | 'no key';
	timeoutMs: number;
	signal?: AbortSignal;
	redact: Redact;
}

/** An error, or a cause of one, seen by its shape: the SDK's classes are loaded lazily. */
export interface Link {
	name: string;
	message: string;
	code?: unknown;
	status?: unknown;
	data?: unknown;
	stack?: string;
	cause?: unknown;
}
