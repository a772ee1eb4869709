/** The severities of RFC 5424, as the protocol names them, from least to most severe. */
export const LOG_LEVELS = [
	'debug',
	'info',
	'notice',
	'warning',
	'error',
	'critical',
	'alert',
	'emergency',
] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
