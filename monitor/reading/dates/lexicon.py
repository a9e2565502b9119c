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
    "miss aim due planned likely possible enforcement collect available possible felt"
)
"""What an event does on its day: starts, comes, is due, is moved to. The clause must still be about the
event."""

DECIDING = _stems(
    "decide decision vote sign pass adopt approve ratify ruling rule verdict final finalize enact "
    "clear okay authorize approval adoption ratification signature choice green-light sign-off "
    "judgment resolution assent endorse settle"
)
"""What those who decide do."""

SOFT = _stems(
    "agree back support accept favor welcome pledge vow promise plan propose consider discuss debate "
    "submit send ask seek"
)
"""Acts that settle nothing: a past day of one of them is not the day of the event."""

COURSES = tuple(
    _stems(words)
    for words in (
        "start begin commence launch kick-in apply enforce enforcement bite effect force",
        "arrive arrival deliver delivery reach ship shipment deploy deployment land",
        "leave depart departure take-off sail",
        "close closing closure complete completion finalize conclude conclusion seal finish wrap",
        "resume resumption reopen restart return reactivate",
        "open opening",
        "rise raise increase hike ramp-up",
        "end expire expiry lapse cease stop",
    )
)
"""Words for one and the same step that comes after a decision; a question that asks for one asks for all."""

FOLLOWED = {
    stem(verb): frozenset(words.split())
    for verb, words in {
        "take": "effect off place force hold",
        "put": "back off into forward on",
        "bring": "forward into in",
        "push": "back past beyond to until into",
        "set": "for to on at date",
        "go": "ahead into live dark through out",
        "become": "law effective final operational legal binding",
        "move": "back forward to",
        "enter": "into force effect",
        "hold": "back up off",
        "come": "into in on as at before by after this next later when within until from only",
        "see": "",
        "hit": "",
    }.items()
}
"""Verbs that say when something happens only before certain words: "takes effect", not "takes office"."""

LIGHT = _stems(
    "make take reach come deliver delivered issue hand give grant announce publish expect due return release "
    "render schedule set plan slate communicate notify"
)
"""Verbs that say nothing but when a decision falls: "will be made by", "hands down its ruling on"."""

STATES = frozenset("over gone back law live operational available ready effective running".split())
ENDED = frozenset("over gone".split())
"""What something is from a day on: "will be over", "is law"; and the states of what has ended."""

PASSING = {
    stem(verb): frozenset(words.split())
    for verb, words in {
        "go": "away",
        "fall": "away",
        "run": "out",
        "die": "out down",
        "phase": "out",
        "wind": "down up",
        "come": "to",
        "draw": "to",
        "switch": "off",
        "turn": "off",
        "shut": "down off",
    }.items()
}
"""Verbs of an end, with the word that makes them one: "goes away", "comes to an end"."""

MOVING = _stems("move push shift slip delay postpone defer reschedule put bring advance slide extend")
"""What is done to a date: "moved to March"."""

HANDING = _stems(
    "send put place hand deliver provide give get have receive fly move transfer launch ship dispatch see "
    "start begin remove deport"
)
"""What is done to a thing on the day of the event: "send the first flight in July"."""

STAGES = _stems(
    "committee subcommittee panel commission-draft draft hearing debate reading discussion talks "
    "argument arguments proposal consultation session negotiation workshop minutes submission "
    "application bid bidder offer tender notice announcement"
)
"""Steps on the way; a day that belongs to one is not the event's."""

REVIEWS = _stems(
    "audit review inquiry enquiry investigation probe study assessment inspection survey evaluation "
    "examination trial test training rehearsal drill census"
)
"""What is done to a thing before anything is decided of it: "an audit of the mine"."""

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

PLAIN_VERBS = frozenset(
    """
    accept act add adjust admit adopt agree aim allow alter amend answer appeal appear apply approve
    argue arrive ask attack attend avert avoid await back ban bar become beef beg begin believe bet bid
    bind bite blame block boost bow break bring brush build bury buy call cancel cap cast catch cause
    challenge change charge choose cite claim clash clear climb clinch close collect combat come comment
    commit compel complete concede conclude condemn confirm confront consider contain continue convene
    cool cost count cover create criticise criticize cross curb cut dangle debate decide declare decline
    defeat defend defer define defy delay deliver demand deny depart depend deploy describe detail
    develop direct disclose discuss dismiss dispatch divide double draft drag draw drive drop dump
    earmark ease echo edge eliminate embrace emerge enact end endorse enforce ensure enter escalate
    establish estimate exceed expand expect expire explain express extend face fail fall favor favour
    fear feel fight file fill find finish fire fix flag fly follow force forecast form free fuel gain
    gather get give go grant grow guarantee halt hand happen head hear help hike hint hit hold hope host
    impose improve include increase ink insist intend introduce invite join jump keep kick kill know
    lack land last launch lay lead leave let lift limit list lobby look loom lose lower make mark market
    mean meet mention miss mount move mull name near need negotiate nod note notify offer open oppose
    order oust overhaul overrule oversee overturn owe own pass pause pay permit persuade phase pick
    place plan play pledge point pose postpone pour praise predict prefer prepare present press pressure
    prevent proceed produce promise propose protect protest prove provide publish pull punish push put
    quit raise ramp ratify reach read reassure recall receive recognise recognize recommend reconvene
    record reduce refer refile refuse regain reject rely remain remove renew reopen repeal repeat
    replace reply request require rescind resign resist resolve respond restart restore restrict resume
    retain retreat retry return reveal reverse review revive rise rule run scale scrap seal seek seem
    sell send serve set settle shape share shelve shift ship show shrug sign signal skip slam slap slip
    slow snub soar solve sound speak spell spend split stage stall stand start state stay steer step
    stick stop strengthen stress strike study submit sue suffer suggest support surge survive suspend
    swear take talk target tell tend test think threaten tie tighten top total touch tour trade train
    travel treat trigger trim try tuck turn unveil uphold urge use vacate value vanish veto visit voice
    vote vow wait want warn weaken weigh welcome win withdraw withhold wonder work worry write yield
    """.split()
)
"""Common verbs of the news, as they stand after a plural subject ("officials expect") and, with an -s, after
any other ("the court rules"). Most are nouns too; the words around them tell."""

WATCHED = frozenset(
    "bets bet hopes hope odds odd chances chance expectations expectation prospects prospect likelihood "
    "probability".split()
)
"""What people have of an event that may come."""

LATER_ONES = frozenset(
    "more another further additional second third fourth fifth sixth seventh again subsequent".split()
)
"""Words that tell of another event after the first."""

PRONOUNS = frozenset("it they he she we this that these those both one either them which".split())
GENERIC = _stems(
    "plan policy law measure rule order change decision move step ban prohibition duty tariff levy "
    "cap limit restriction scheme program package agreement deal bill proposal deployment mission "
    "shipment delivery phase-out permission licence requirement provision date deadline target first "
    "process timetable transition action project scheme"
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
