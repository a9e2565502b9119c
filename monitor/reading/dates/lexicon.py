"""Classes of verbs that can govern a date, by stem."""

from __future__ import annotations

from monitor.text import stem


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


SAYING = _stems(
    "say tell announce report write tweet post add state confirm acknowledge argue warn insist note "
    "speak testify declare remark brief signal suggest reiterate ask urge call accuse publish release "
    "reveal show cite email disclose deny claim allege predict reply respond pledge vow promise "
    "indicate hint stress comment interview statement admit explain quote disclosure acknowledge echo "
    "praise condemn criticize blame describe propose unveil answer apologize repeat welcome"
)
"""What people do when they speak; the day of it is the day of the statement."""

OCCURRING = _stems(
    "start begin come arrive land take effect apply due happen occur kick enact enforce implement "
    "rollout launch deliver delivery complete conclude finish finalize operate operational expect set "
    "schedule slate plan place move ready go end force deadline target date timetable timeline see "
    "expect pencil eye bite materialize forecast commence transfer depart leave resume reach delay "
    "postpone defer push slip put bring forward introduce impose roll proceed hit enter become return "
    "miss aim due planned likely possible enforcement collect available possible"
)
"""What an event does on its day: starts, comes, is due, is moved to. The clause must still be about the
event."""

DECIDING = _stems(
    "decide decision vote sign pass adopt approve ratify ruling rule verdict final finalize enact "
    "clear okay authorize approval adoption ratification signature choice green-light sign-off "
    "judgment resolution assent endorse"
)
"""What those who decide do."""

SOFT = _stems(
    "agree back support accept favor welcome pledge vow promise plan propose consider discuss debate "
    "submit send ask seek"
)
"""Acts that settle nothing: a past day of one of them is not the day of the event."""

STAGES = _stems(
    "committee subcommittee panel commission-draft draft hearing debate reading discussion talks "
    "argument arguments proposal consultation session negotiation workshop minutes submission "
    "application bid bidder offer tender notice announcement"
)
"""Steps on the way; a day that belongs to one is not the event's."""

SUPERSEDED = frozenset("previously originally initially formerly".split())
"""Words that mark a day as the one that held before."""

FADING = _stems("collapse fade dash miss drop abandon scrap rule-out ditch vanish recede dwindle")
"""What becomes of an expectation that no longer holds."""

AUXILIARIES = frozenset(
    "will would could may might should shall can must is are was were be been being has have had do "
    "does did won't can't cannot wouldn't couldn't shouldn't isn't aren't wasn't weren't hasn't "
    "haven't hadn't don't doesn't didn't 'll won’t can’t wouldn’t couldn’t shouldn’t isn’t aren’t "
    "wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t".split()
)

PRONOUNS = frozenset("it they he she we this that these those both one either them which".split())
GENERIC = _stems(
    "plan policy law measure rule order change decision move step ban prohibition duty tariff levy "
    "cap limit restriction scheme program package agreement deal bill proposal deployment mission "
    "shipment delivery phase-out permission licence requirement provision date deadline target first "
    "process timetable transition"
)
"""Nouns that stand for the event in its own story."""

PAST_FORMS = frozenset(
    "said told was were had did began begun came took taken went gone made met won held gave given "
    "fell fallen rose risen sent left lost kept led saw seen spoke spoken wrote written ran became "
    "brought built bought sold found grew grown knew known paid flew flown drew drawn broke broken "
    "chose chosen drove driven stood thought understood sought caught taught struck shot been got "
    "gotten withdrew withdrawn upheld withheld overrode overthrew spent stuck swore sworn threw "
    "thrown woke cut put set hit shut let cast".split()
)
NOT_VERBS = frozenset(
    "need speed indeed hundred united red armed so-called need aged advanced unprecedented limited "
    "unlimited hatred sacred wicked naked rugged concerned troubled bed feed seed weed shed greed "
    "creed breed deed".split()
)
NOUNS_ING = frozenset(
    "meeting hearing building spending funding sitting gathering ruling training briefing morning "
    "evening beijing during according following pending including regarding monday-morning meetings "
    "hearings sitting filing filings offering thing things something nothing anything everything king "
    "wing spring string housing lending borrowing standing wedding".split()
)
