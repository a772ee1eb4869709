import { RecordingLiveCall } from './recording-live-call';
import { runRespond } from './run-respond';

describe('a field of the form of Ask User', () => {
	it('has bounds, a default and a description where its settings say so', async () => {
		const call = new RecordingLiveCall();
		const settings = { minimum: '1', maximum: '500', defaultValue: '20', description: 'In k€' };
		await runRespond(
			{
				operation: 'askUser',
				message: 'Your budget?',
				formFields: { field: [{ name: 'budget', type: 'number', settings }] },
			},
			{ call },
		);
		expect(call.asked).toMatchObject([
			{
				questions: {
					answer: {
						params: {
							requestedSchema: {
								properties: {
									budget: { minimum: 1, maximum: 500, default: 20, description: 'In k€' },
								},
							},
						},
					},
				},
			},
		]);
	});
});
