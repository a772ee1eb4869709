/** A schema for the SDK that passes results on as they are: they are read here, not there. */
export const asItIs = <T>() => ({
	'~standard': {
		version: 1 as const,
		vendor: 'n8n-nodes-gtm-mcp',
		validate: (value: unknown) => ({ value: value as T }),
		types: undefined as { input: unknown; output: T } | undefined,
	},
});
