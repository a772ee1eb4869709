import type { LiveCall, Question } from '../../../../../src/mcp/bus/live-call';
import { ErrorCode, ProtocolError } from '../../../../../src/mcp/protocol/protocol-error';
import { toRefusedQuestion } from '../../../../../src/n8n/respond/refused-question';

const supporting = (...methods: Array<Question['method']>) =>
	({ supportedQuestions: new Set(methods) }) as unknown as LiveCall;

const questions: Record<string, Question> = {
	a: { method: 'sampling/createMessage', params: {} },
	b: { method: 'elicitation/create', params: {} },
};

describe('a question that was refused', () => {
	it('names the capabilities that the error carries', () => {
		const data = { requiredCapabilities: { sampling: {} } };
		const error = new ProtocolError(ErrorCode.invalidRequest, 'x', 400, data);
		expect(toRefusedQuestion(error, supporting(), questions).message).toContain(
			'"sampling", which',
		);
	});

	it('names the part of a capability that is missing', () => {
		const data = { requiredCapabilities: { elicitation: { url: {} } } };
		const error = new ProtocolError(ErrorCode.missingCapability, 'x', 400, data);
		expect(toRefusedQuestion(error, supporting(), questions).message).toContain(
			'"elicitation.url"',
		);
	});

	it('names those of the questions that the client does not support', () => {
		const error = new ProtocolError(ErrorCode.missingCapability, 'x');
		const { message } = toRefusedQuestion(error, supporting('sampling/createMessage'), questions);
		expect(message).toContain('the capability "elicitation"');
	});

	it('says what the protocol says where no capability is missing', () => {
		const error = new ProtocolError(ErrorCode.invalidParams, 'bad form');
		const call = supporting('sampling/createMessage', 'elicitation/create');
		expect(toRefusedQuestion(error, call, questions).message).toContain('bad form');
	});

	it('blames no client for what no client may be asked', () => {
		const error = new ProtocolError(ErrorCode.internalError, 'a completion cannot ask');
		const { message } = toRefusedQuestion(error, supporting(), questions);
		expect(message).toBe('The node could not ask the question: a completion cannot ask');
	});

	it('is left as it is where it is not of the protocol', () => {
		const error = new TypeError('broken');
		expect(toRefusedQuestion(error, supporting(), questions)).toBe(error);
	});
});
