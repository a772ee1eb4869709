import type { SequencerVendor } from '../../sequencer/sequencer-vendor';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { notOffered } from '../not-offered';
import { getSequence, listSequences, updateStep } from './campaigns';
import { engagementHistory, statistics } from './engagement';
import { enroll } from './enroll';
import { getEnrollment, pause, resume, stop } from './enrollment';
import { people } from './people';
import { smartleadProfile } from './profile';

const NO_TEMPLATES =
	'Smartlead has no templates apart from the steps: change the text of the step.';

export const smartlead: SequencerVendor = {
	profile: smartleadProfile,
	credentialTypes: ['gtmSmartleadApi'],
	hosts: (credential) => ({ api: baseUrlOf(credential.baseUrl, 'https://server.smartlead.ai') }),
	docsUrl: 'https://api.smartlead.ai/introduction',
	capabilities: {
		'sequence.list': can(),
		'sequence.get': can(),
		'template.list': cannot(NO_TEMPLATES),
		'template.get': cannot(NO_TEMPLATES),
		'enrollment.enroll': can(),
		'enrollment.pause': can(),
		'enrollment.resume': can('Not for a person who is at the last step.'),
		'enrollment.stop': can('Takes the lead out of the campaign, without unsubscribing the person.'),
		'enrollment.get': can(
			'By email or contact ID. In a campaign of thousands the state may be missing: Smartlead shows it in its list only.',
		),
		'messaging.updateStep': can(
			'Only while the campaign does not run. Writes all its steps; delays in whole days; not with A/B variants.',
		),
		'messaging.updateTemplate': cannot(NO_TEMPLATES),
		'engagement.history': can('Mails sent and received.'),
		'engagement.statistics': can('Whole days. Delivered is sent less bounced.'),
	},
	listSequences,
	getSequence,
	listTemplates: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	getTemplate: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	enroll,
	getEnrollment,
	people,
	pause,
	resume,
	stop,
	updateStep,
	updateTemplate: ({ provider }) => Promise.resolve(notOffered(provider, NO_TEMPLATES)),
	engagementHistory,
	statistics,
};
