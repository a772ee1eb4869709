/** The labels of the node's parameters, by the name that an error carries. */
const LABELS: Record<string, string> = {
	answerWith: 'Answer With',
	change: 'Change',
	choices: 'Choices',
	code: 'Error Code',
	data: 'Data (Base64)',
	defaultValue: 'Default Value',
	format: 'Format',
	key: 'Key',
	level: 'Level',
	maximum: 'Maximum',
	maxTokens: 'Max Tokens',
	message: 'Message',
	messages: 'Messages (JSON)',
	mimeType: 'MIME Type',
	minimum: 'Minimum',
	name: 'Name',
	progress: 'Progress',
	prompt: 'Prompt',
	questions: 'Questions (JSON)',
	requestedSchema: 'Form Schema (JSON)',
	result: 'Result (JSON)',
	structured: 'Structured Content (JSON)',
	temperature: 'Temperature',
	timeout: 'Timeout (Seconds)',
	total: 'Total',
	ttl: 'Time to Live (Seconds)',
	type: 'Type',
	uri: 'URI',
	url: 'URL',
};

export function labelOf(parameter: string): string {
	return LABELS[parameter] ?? parameter;
}
