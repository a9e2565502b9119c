"""What cues make of the event they govern: signs and statuses composed from the inside out.

A value is either open (the event, sign +1 or -1, spoken of but not asserted: "to lift the ban") or a
status that is asserted. Each class of cues is a function from value to value; an act ("approve", "lift")
asserts only where its verb is finite, since "plans to lift" leaves the assertion to "plans".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.model import Status
from monitor.reading.will.forms import Form

C, E, A, F = Status.CONSIDERING, Status.EXPECTED, Status.APPROVED, Status.IN_EFFECT
D, U, R, V = Status.DELAYED, Status.UNLIKELY, Status.REJECTED, Status.REVERSED


@dataclass(frozen=True, slots=True)
class Value:
    """What has been composed so far."""

    sign: int  # of the event as spoken of
    status: Status | None = None  # None: nothing asserted yet
    rule: str = ""
    asked: bool = False  # somebody's wish stands in between: only a decision on it asserts anything
    settled: bool = False  # spoken of as decided ("the decision to send"), not itself said
    late: bool = False  # open, and put off: "to delay the vote"
    undone: bool = False  # open, and undone: "to rescind the rule"


def possibility(value: Value, shape: Form) -> Value:
    """Weighed, possible, proposed: whatever it was is only that."""
    return Value(value.sign, C, "possibility")


def challenge(value: Value, shape: Form) -> Value:
    """Fought before a court: says nothing until the court does."""
    return Value(-value.sign, None, "challenge") if value.status is None else value


def step(value: Value, shape: Form) -> Value:
    """Put forward by a body on the way: at most expected."""
    if value.status is None:
        return Value(value.sign, E if value.sign > 0 else U, "stage")
    return value


def ruling(value: Value, shape: Form) -> Value:
    """What a court finds it may or must is decided."""
    if shape not in {Form.FINITE, Form.PROGRESS}:
        return value
    if value.status is None:
        return Value(value.sign, A if value.sign > 0 else R, "decision") if value.asked else value
    after = {C: A, E: A, U: R}.get(value.status, value.status)
    return Value(value.sign, after, "decision" if after is not value.status else value.rule)


def talk(value: Value, shape: Form) -> Value:
    """Talked over, argued about: undecided, unless it is a decision that they argue about."""
    if value.rule == "negation" and value.status is None:
        return Value(value.sign, U if value.sign < 0 else C, "talk")  # "talks on anything but a ban"
    return value if value.settled else Value(value.sign, C, "talk")


def waiting(value: Value, shape: Form) -> Value:
    """ "The only members yet to ratify": still open, said in passing."""
    return Value(value.sign, C, "waiting")


def undecided(value: Value, shape: Form) -> Value:
    """Said outright to be open."""
    return Value(value.sign, C, "undecided")


def expectation(value: Value, shape: Form) -> Value:
    """Intended or likely: a yes to come is expected, a no to come is unlikely; a wish to come, nothing."""
    if value.status is None and value.rule == "appeal":
        return value  # "will ask for clearance"
    return favour(value, shape)


def favour(value: Value, shape: Form) -> Value:
    """Backed by those who decide, a wish for it too."""
    if value.status is None:
        return Value(value.sign, E if value.sign > 0 else U, "expectation")
    after = {A: E, F: E, R: U, V: U}.get(value.status, value.status)
    return Value(value.sign, after, "expectation" if after is not value.status else value.rule)


def doubt(value: Value, shape: Form) -> Value:
    """Not intended or improbable; a no that is improbable is an expected yes."""
    if value.status is None:
        return Value(value.sign, U if value.sign > 0 else E, "doubt")
    after = {A: U, F: U, E: U, C: U, R: E, U: E, V: E, D: E}[value.status]
    return Value(value.sign, after, "doubt")


def decision(value: Value, shape: Form) -> Value:
    """The act of deciding, which says to its object what the object's sign is."""
    if value.status is None and shape in {Form.FINITE, Form.PROGRESS}:
        no = V if value.undone else R
        return Value(value.sign, A if value.sign > 0 else no, "undo" if value.undone else "decision")
    return value


def announce(value: Value, shape: Form) -> Value:
    """An intention that is announced is a decision."""
    if shape not in {Form.FINITE, Form.PROGRESS}:
        return value
    if value.status is None:
        if value.asked:
            return value  # "announced that it would ask for clearance"
        return Value(value.sign, A if value.sign > 0 else R, "announced")
    after = {E: A, U: R}.get(value.status, value.status)
    return Value(value.sign, after, "announced" if after is not value.status else value.rule)


def effect(value: Value, shape: Form) -> Value:
    """It is being carried out."""
    if value.status is None and shape in {Form.FINITE, Form.PROGRESS}:
        return Value(value.sign, F if value.sign > 0 else R, "effect")
    return value


def delay(value: Value, shape: Form) -> Value:
    """Put off. A delay of the no is not a delay of the yes."""
    if value.rule == "talk":
        return Value(value.sign, D if value.sign > 0 else C, "delay")
    if value.settled:
        return Value(value.sign, D, "delay")  # "the decision slips", whichever way it was to go
    if value.status in {C, U, R, V}:
        return value
    if value.sign < 0:
        return Value(value.sign, None, "delay-of-no", asked=True)
    if shape in {Form.FINITE, Form.PROGRESS, Form.NOUN}:
        return Value(value.sign, D, "delay")
    return Value(value.sign, None, "delay", late=True)


def refusal(value: Value, shape: Form) -> Value:
    """The act of saying no; no to a no leaves the yes to be expected."""
    finite = shape in {Form.FINITE, Form.PROGRESS}
    if value.status is None:
        if not finite:
            return Value(-value.sign, None, "refusal", settled=value.settled)
        if value.rule == "challenge":
            return Value(-value.sign, A if value.sign < 0 else R, "decision")
        if value.asked and value.sign < 0:  # an attempt to stop it is turned down
            return Value(value.sign, A, "refusal")
        return Value(-value.sign, R if value.sign > 0 else E, "refusal")
    if value.rule == "agenda":
        return Value(value.sign, D, "delay")
    after = {D: E, C: U, U: C, R: C, E: R}.get(value.status, value.status)
    return Value(value.sign, after, "refusal" if after is not value.status else value.rule)


def block(value: Value, shape: Form) -> Value:
    """The act of stopping what it governs."""
    finite = shape in {Form.FINITE, Form.PROGRESS}
    if value.status is None:
        if not finite:
            return Value(-value.sign, None, "block")
        return Value(-value.sign, R if value.sign > 0 else A, "block")
    after = {A: R, E: R, R: E}.get(value.status, value.status) if finite else value.status
    return Value(value.sign, after, "block" if after is not value.status else value.rule)


def undo(value: Value, shape: Form) -> Value:
    """The act of undoing what had been decided."""
    finite = shape in {Form.FINITE, Form.PROGRESS}
    if value.status is None:
        if not finite:
            return Value(-value.sign, None, "undo", undone=value.sign > 0)
        return Value(-value.sign, V if value.sign > 0 else A, "undo")
    after = {A: V, R: A}.get(value.status, value.status) if finite else value.status
    return Value(value.sign, after, "undo" if after is not value.status else value.rule)


def ended(value: Value, shape: Form) -> Value:
    """What was to end came to its end by itself."""
    if value.status is None and shape in {Form.FINITE, Form.PROGRESS}:
        return Value(value.sign, F, "effect")
    return block(value, shape)


def stick(value: Value, shape: Form) -> Value:
    """To stay with what is still to be done ("sticks with three cuts") is to mean to do it."""
    if value.status is None and shape in {Form.FINITE, Form.PROGRESS}:
        return Value(value.sign, E if value.sign > 0 else U, "stick")
    return value


def hold(value: Value, shape: Form) -> Value:
    """To leave the thing itself as it is ("keeps rates on hold") is a no for now."""
    if value.status is None and shape in {Form.FINITE, Form.PROGRESS}:
        return Value(value.sign, R, "hold")
    return value


def keep(value: Value, shape: Form) -> Value:
    """The act of leaving as it stands."""
    if value.status is None and shape in {Form.FINITE, Form.PROGRESS}:
        return Value(value.sign, A if value.sign > 0 else R, "keep")
    return value


def negation(value: Value, shape: Form) -> Value:
    """Not: an act not done leaves the matter open; an intention not held is unlikely."""
    if value.status is None:
        return Value(-value.sign, None, "negation")
    if value.rule == "agenda":
        return Value(value.sign, D, "delay")
    after = {A: C, F: E, R: C, V: A, D: E, E: U, C: U, U: C}[value.status]
    return Value(-value.sign, after, "negation")


def fail(value: Value, shape: Form) -> Value:
    """Fails to block: the yes is nearer. Fails to approve: still open."""
    if value.status is None and shape is Form.FINITE:
        return Value(-value.sign, E if value.sign < 0 else C, "failure")
    return negation(value, shape)


def appeal(value: Value, shape: Form) -> Value:
    """Somebody's wish: says nothing by itself."""
    if value.status is None:
        return Value(value.sign, None, "appeal", asked=True)
    return value


def reaction(value: Value, shape: Form) -> Value:
    """What others make of it takes it for granted."""
    if value.status is None and not value.asked:
        return Value(value.sign, A if value.sign > 0 else R, "presupposed", settled=True)
    return value


def settled(value: Value, shape: Form) -> Value:
    """The decision to do it: taken, unless what governs the noun says otherwise."""
    if value.status is not None:
        return value
    if shape in {Form.FINITE, Form.PROGRESS}:  # "moves to privatise"
        return Value(value.sign, E if value.sign > 0 else U, "expectation")
    return Value(value.sign, A if value.sign > 0 else R, "settled", settled=True)


def happen(value: Value, shape: Form) -> Value:
    """To come about asserts nothing by itself: "approval could come in April"."""
    return value


def agenda(value: Value, shape: Form) -> Value:
    """A matter of the calendar: to put it to the vote is a step towards it."""
    return Value(value.sign, E, "agenda") if value.status is None and value.sign > 0 else value


def denial(value: Value, shape: Form) -> Value:
    """A report denied leaves the matter as open as before; that it is doomed denied, as likely."""
    return Value(value.sign, E if value.status in {U, D} else C, "denial")


_LATE: dict[str, Status | None] = {
    "possibility": C,
    "talk": C,
    "undecided": C,
    "expectation": D,
    "forecast": D,
    "favour": D,
    "wish": D,
    "against": E,
    "doubt": E,
    "settled": D,
    "reaction": D,
}
_POWERLESS = frozenset(
    {"doubt", "favour", "against", "reaction", "refusal", "negation", "appeal", "decision", "keep"}
)
"""What opponents and supporters say of "the decision to send" leaves it a decision."""
_LATE_ACTS: dict[str, Status | None] = {"decision": D, "announce": D, "keep": D, "effect": D, "refusal": E}


def apply(kind: str, value: Value, shape: Form) -> Value:
    """The value that a cue of this class, in this form, makes of the value it governs."""
    if value.settled and kind in _POWERLESS:
        return value
    if not value.late:
        return OPERATORS[kind](value, shape)
    if kind == "negation":
        return Value(value.sign, E if shape is Form.NOUN else None, "negation")
    if kind == "block":  # "decided to stop delaying it"
        return Value(value.sign, E if value.sign > 0 else U, "refusal")
    status = _LATE.get(kind)
    if status is None and shape in {Form.FINITE, Form.PROGRESS}:
        status = A if kind == "refusal" and value.asked else _LATE_ACTS.get(kind)
    if status is None:
        return Value(value.sign, None, value.rule, asked=value.asked or kind == "appeal", late=True)
    return Value(value.sign, status, "delay" if status is D else kind)


OPERATORS: dict[str, Callable[[Value, Form], Value]] = {
    "possibility": possibility,
    "talk": talk,
    "challenge": challenge,
    "step": step,
    "ruling": ruling,
    "undecided": undecided,
    "waiting": waiting,
    "deadlock": waiting,
    "expectation": expectation,
    "favour": favour,
    "wish": expectation,
    "against": doubt,
    "doubt": doubt,
    "decision": decision,
    "announce": announce,
    "effect": effect,
    "delay": delay,
    "refusal": refusal,
    "block": block,
    "undo": undo,
    "keep": keep,
    "ended": ended,
    "stick": stick,
    "hold": hold,
    "forecast": expectation,
    "prospect": expectation,
    "gain": decision,
    "carry": decision,
    "negation": negation,
    "failure": fail,
    "appeal": appeal,
    "reaction": reaction,
    "settled": settled,
    "happen": happen,
    "agenda": agenda,
    "denial": denial,
}
"""The classes of the lexicon that act on a value."""


def event_value(sign: int, shape: Form, verb_class: str) -> Value:
    """The value of the event as its own words name it: "cuts rates" is done, "to cut rates" is open.

    verb_class: "transfer" (sent: handed over), "occur" (arrived: happening), "still" (held: left as it
    is), "pause" (suspended: put off), "undone" (revoked: taken back), "ends" (lapsed: over), "stance" (is
    blocking) or "".
    """
    if verb_class == "stance":
        return Value(sign, U, "doubt")
    if verb_class == "pause" and shape in {Form.FINITE, Form.PROGRESS}:
        return Value(sign, D, "delay")
    if verb_class == "pause" and shape is Form.NOUN and sign < 0:
        return Value(-sign, None, "delay", late=True)
    if verb_class == "undone" and shape in {Form.FINITE, Form.PROGRESS}:
        return Value(sign, V, "undo")
    if verb_class == "still" and shape in {Form.FINITE, Form.PROGRESS}:
        return Value(sign, R, "hold")
    if verb_class == "ends" and shape is Form.FINITE:
        return Value(sign, F if sign > 0 else R, "event")
    if shape is Form.FINITE:
        if sign < 0:
            return Value(sign, R, "event")
        return Value(sign, F if verb_class else A, "event")
    if shape is Form.PROGRESS:
        if sign < 0:
            return Value(sign, R, "event")
        return Value(sign, F if verb_class == "occur" else A, "event")
    return Value(sign)
