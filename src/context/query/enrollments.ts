import type { EnrollmentRow, EnrollmentStatus } from '../model/enrollment';
import type { Subject } from './subject';

/** Which enrollments. */
export interface EnrollmentQuery {
	/** Of one person; of all if left out. */
	subject?: Subject;
	status?: EnrollmentStatus;
	provider?: string;
	limit: number;
}

/** Where somebody stands in a sequence, by the last word on it. */
export interface EnrollmentEntry extends EnrollmentRow {
	/** Of the person, in the graph. */
	entityId: string;
	/** Whom it is about, as far as it is known. */
	email?: string;
}
