import type { Enrollment as TrueEnrollment } from '../../../../../sandbox/world/world.ts';
import type { VendorClient } from '../../../../../src/gtm/http/vendor-client';
import type { VendorRequest } from '../../../../../src/gtm/http/vendor-request';
import type { Enrollment } from '../../../../../src/gtm/model/enrollment';
import type { Outcome } from '../../../../../src/gtm/model/outcome';
import type {
	EnrollRequest,
	EnrollmentReference,
	SequencerVendor,
} from '../../../../../src/gtm/sequencer/sequencer-vendor';
import { someone } from '../../../../node/GtmSequencer/people-in-sequences';
import { type Account, type AccountOptions, openAccount } from '../vendors/vendor-account';

/** An account of one sequencer, with the words that tests of every sequencer need. */
export class SequencerStage {
	private constructor(
		readonly vendor: SequencerVendor,
		readonly account: Account,
		/** The vendor's ids, by the keys of the world. */
		readonly sequences: ReadonlyMap<string, string>,
	) {}

	static async open(vendor: SequencerVendor, options?: AccountOptions): Promise<SequencerStage> {
		const account = openAccount(vendor, options);
		const { record = [] } = await account.run(vendor.listSequences(account.client, { limit: 50 }));
		const keys = new Map(account.world.sequences.map(({ name, key }) => [name, key]));
		const sequences = new Map(record.map(({ id = '', name }) => [keys.get(name ?? '') ?? '', id]));
		const stage = new SequencerStage(vendor, account, sequences);
		stage.forget();
		return stage;
	}

	/** What was sent so far is not looked at. */
	forget(): void {
		this.account.sent.length = 0;
		this.account.requests.length = 0;
	}

	/** One that runs. */
	get sequenceId(): string {
		return this.sequences.get('sequence-0') ?? '';
	}

	/** Somebody who is in no sequence yet. */
	get fresh(): string {
		return this.account.world.examples.person.email;
	}

	request(email: string, more: Partial<EnrollRequest> = {}): EnrollRequest {
		return {
			sequenceId: this.sequenceId,
			contact: { email, firstName: 'Dana', lastName: 'Fresh' },
			senderId: this.account.world.users[0]?.email ?? '',
			...more,
		};
	}

	async enroll(
		email: string,
		more: Partial<EnrollRequest> = {},
		client = this.account.client,
	): Promise<Outcome<Enrollment>> {
		return await this.account.run(this.vendor.enroll(client, this.request(email, more)));
	}

	async act(
		operation: 'getEnrollment' | 'pause' | 'resume' | 'stop',
		reference: Partial<EnrollmentReference>,
	): Promise<Outcome<Enrollment>> {
		const whole = { sequenceId: this.sequenceId, ...reference };
		return await this.account.run(this.vendor[operation](this.account.client, whole));
	}

	/** Someone whom the world has in a sequence with this status, and the vendor's id of that. */
	enrolledAs(status: TrueEnrollment['status']): { email: string; sequenceId: string } {
		const { person, enrollment } = someone(this.account.world, status);
		return {
			email: person.email,
			sequenceId: this.sequences.get(enrollment.sequenceKey) ?? '',
		};
	}

	/** How often the vendor was asked for a route, repetitions and those without an answer too. */
	asked(route: string): number {
		return this.account.sandbox.log.list().filter((call) => call.route === route).length;
	}

	/** The request that puts a person into a sequence, and its route, as an enrollment in another account shows. */
	async adding(): Promise<{ isIt(request: VendorRequest): boolean; route: string }> {
		const other = await SequencerStage.open(this.vendor);
		await other.enroll('somebody@new.example');
		const [last] = other.account.unsafe().slice(-1);
		const routed = other.account.sandbox.log
			.list()
			.findLast(({ method, url }) => method === last?.method && url.includes(last.path));
		const ending = last?.path.split('/').at(-1) || last?.path.split('/').at(-2) || '';
		return {
			isIt: ({ method, path }) =>
				method === last?.method && path.replace(/\/$/, '').endsWith(ending),
			route: routed?.route ?? '',
		};
	}

	/** A client before which something else happens when a request is sent. */
	clientWith(
		send: (request: VendorRequest, client: VendorClient) => ReturnType<VendorClient['send']>,
	): VendorClient {
		const { client } = this.account;
		return { ...client, send: async (request) => await send(request, client) };
	}
}
