import {
	getEnrollment,
	pauseEnrollment,
	resumeEnrollment,
	stopEnrollment,
} from './change-enrollment';
import { engagementHistory, engagementStatistics } from './engagement';
import { enroll } from './enroll';
import { listEvents } from './list-events';
import { pushSuppressions } from './push-suppressions';
import { getSequence, getTemplate, listSequences, listTemplates } from './read-sequences';
import {
	addSuppression,
	checkSuppression,
	importSuppressions,
	listSuppressions,
	removeSuppression,
} from './suppression';
import { updateStep, updateTemplate } from './update-messaging';

/** What can be done with a sequencer. */
export const sequencerOperations = {
	'sequence.get': getSequence,
	'sequence.list': listSequences,
	'template.get': getTemplate,
	'template.list': listTemplates,
	'enrollment.enroll': enroll,
	'enrollment.get': getEnrollment,
	'enrollment.pause': pauseEnrollment,
	'enrollment.resume': resumeEnrollment,
	'enrollment.stop': stopEnrollment,
	'messaging.updateStep': updateStep,
	'messaging.updateTemplate': updateTemplate,
	'engagement.history': engagementHistory,
	'engagement.statistics': engagementStatistics,
	'engagement.changes': listEvents,
	'blocklist.push': pushSuppressions,
} as const;

/** What can be done with the suppression list, which needs no vendor. */
export const suppressionOperations = {
	'suppression.add': addSuppression,
	'suppression.check': checkSuppression,
	'suppression.import': importSuppressions,
	'suppression.list': listSuppressions,
	'suppression.remove': removeSuppression,
} as const;
