import type { ContextGraph, FactsDraft } from '../../../context/context-graph';
import type { Relation } from '../../../context/model/edge';
import type { EnrollmentDraft } from '../../../context/model/enrollment';
import type { EventDraft } from '../../../context/model/event';
import type { Provenance } from '../../../context/model/provenance';
import type { Subject } from '../../../context/query/subject';

/** One thing to be recorded in the context graph. */
export type GraphWrite =
	| { kind: 'facts'; draft: FactsDraft }
	| { kind: 'event'; subject: Subject; event: EventDraft; provenance: Provenance }
	| { kind: 'enrollment'; subject: Subject; enrollment: EnrollmentDraft; provenance: Provenance }
	| { kind: 'link'; from: Subject; relation: Relation; to: Subject; provenance: Provenance };

/** @throws RangeError if the graph refuses it: the data is wrong, or several entities may be meant */
export async function applyWrite(graph: ContextGraph, write: GraphWrite): Promise<void> {
	switch (write.kind) {
		case 'facts':
			await graph.upsertFacts(write.draft);
			return;
		case 'event':
			await graph.recordEvent(write.subject, write.event, write.provenance);
			return;
		case 'enrollment':
			await graph.recordEnrollment(write.subject, write.enrollment, write.provenance);
			return;
		case 'link':
			await graph.link(write.from, write.relation, write.to, write.provenance);
	}
}
