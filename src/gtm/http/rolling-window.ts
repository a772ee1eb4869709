import type { LimitReading, LimitWindow } from './vendor-profile';

/** Requests of one slot are forgotten together. Twenty make a window at most 5 % too careful. */
const SLOTS = 20;

interface Slot {
	/** When its first request went out, in milliseconds. */
	from: number;
	amount: number;
}

/**
 * How much of one limit window is used: at most `capacity` within any `perMs`, wherever the vendor's
 * own windows begin. Takes the vendor's word over its own count. Holds a fixed number of slots,
 * however large the capacity.
 */
export class RollingWindow {
	readonly kind: LimitWindow['kind'];
	readonly name: string;
	readonly #perMs: number;
	readonly #slotMs: number;
	#capacity: number;
	#slots: Slot[] = [];
	/** Taken, but not answered yet: the vendor may have counted it or not. */
	#underWay = 0;
	/** When the vendor forgets everything that was counted before. */
	#freshAt = Infinity;
	/** The vendor said: not before. */
	#blockedUntil = -Infinity;

	constructor({ name, kind, capacity, perMs }: LimitWindow) {
		this.name = name;
		this.kind = kind;
		this.#capacity = capacity;
		this.#perMs = perMs;
		this.#slotMs = perMs / SLOTS;
	}

	/** Milliseconds until `cost` fits; 0 if it fits now. A cost above the capacity takes a fresh window. */
	waitMs(cost: number, now: number): number {
		this.#expire(now);
		const blocked = Math.max(0, this.#blockedUntil - now);
		let excess = this.#used() + Math.min(cost, this.#capacity) - this.#capacity;
		if (excess <= 0) return blocked;
		for (const slot of this.#slots) {
			excess -= slot.amount;
			if (excess <= 0) return Math.max(blocked, this.#endOf(slot) - now);
		}
		return blocked;
	}

	take(cost: number, now: number): void {
		this.#expire(now);
		this.#count(cost, now);
		this.#underWay += cost;
	}

	/** The answer to a request came, or none will. */
	settle(cost: number): void {
		this.#underWay = Math.max(0, this.#underWay - cost);
	}

	/** The request was never sent: it does not count. */
	giveBack(cost: number): void {
		this.settle(cost);
		this.#forget(cost, this.#slots.toReversed());
	}

	/** What an answer said. Numbers that are none, or below zero, say nothing. */
	correct({ capacity, remaining, resetsInMs }: LimitReading, now: number): void {
		this.#expire(now);
		// At least one: a request must go out now and then to hear that there is more again.
		if (isCount(capacity)) this.#capacity = Math.max(1, capacity);
		if (isCount(resetsInMs)) this.#freshAt = now + resetsInMs;
		if (!isCount(remaining)) return;
		// A vendor that has more left than we knew of has a larger window.
		this.#capacity = Math.max(this.#capacity, remaining);
		const theirs = this.#capacity - remaining;
		const ours = this.#used();
		if (ours < theirs) this.#count(theirs - ours, now);
		else this.#forget(Math.max(0, ours - theirs - this.#underWay), this.#slots);
	}

	/** Nothing before `until`, in milliseconds of the clock. */
	block(until: number): void {
		this.#blockedUntil = Math.max(this.#blockedUntil, until);
	}

	#used(): number {
		return this.#slots.reduce((sum, { amount }) => sum + amount, 0);
	}

	#endOf({ from }: Slot): number {
		return Math.min(from + this.#slotMs + this.#perMs, this.#freshAt);
	}

	#count(amount: number, now: number): void {
		const last = this.#slots.at(-1);
		if (last && now - last.from < this.#slotMs) last.amount += amount;
		else this.#slots.push({ from: now, amount });
	}

	#forget(amount: number, slots: readonly Slot[]): void {
		let left = amount;
		for (const slot of slots) {
			const gone = Math.min(slot.amount, left);
			slot.amount -= gone;
			left -= gone;
		}
		this.#slots = this.#slots.filter((slot) => slot.amount > 0);
	}

	#expire(now: number): void {
		this.#slots = this.#slots.filter((slot) => this.#endOf(slot) > now);
		if (this.#freshAt <= now) this.#freshAt = Infinity;
	}
}

function isCount(value: number | undefined): value is number {
	return value !== undefined && Number.isFinite(value) && value >= 0;
}
