import type { Provider } from '../../../../../../src/mcp/server/provider/provider';

/** A provider that offers what the test says. */
export const declareProvider = (changes: Partial<Provider> = {}): Provider => ({
	label: 'Test Data',
	tools: [],
	resources: [],
	templates: [],
	prompts: [],
	...changes,
});
