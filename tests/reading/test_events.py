"""Which words of a topic stand for a question's event: each rule with a sentence of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.config import parse_config
from monitor.model import Feed, Item, Kind, Question, Status, Tier, Topic
from monitor.reading.document import read_document
from monitor.reading.read import signals
from monitor.reading.will.asks import event_of

AT = datetime(2031, 5, 6, 12, tzinfo=UTC)
C, E, A, F = Status.CONSIDERING, Status.EXPECTED, Status.APPROVED, Status.IN_EFFECT
D, U, R, V = Status.DELAYED, Status.UNLIKELY, Status.REJECTED, Status.REVERSED
WIRE = Feed(name="Wire", url="https://wire.example/rss", tier=Tier.WIRE)

TOPICS = """
[[feeds]]
name = "Wire"
url = "https://wire.example/rss"
tier = "wire"

[[topics]]
id = "catch"
title = "The herring quotas of the Sundland League"
about = ["League | Sundland", "herring | catch | landings | curbs | quota | boats | tonnes | nets"]
deciders = "Sundland League | League | Minister Varga"
opened = 2031-01-01

[[topics.questions]]
id = "raise"
kind = "will"
ask = "Will the League raise the catch?"
yes = "raise | increase | unwind curbs | end curbs"
no = "extend curbs | keep curbs"

[[topics.questions]]
id = "pause"
kind = "will"
ask = "Will the League pause its yearly increases?"
yes = "pause | freeze increases"
no = "press ahead | continue hikes"

[[topics]]
id = "trams"
title = "Night trams in Orm"
about = ["tram | trams | night line", "Orm | council"]
deciders = "Orm | council | Mayor Bell"
opened = 2031-01-01

[[topics.questions]]
id = "ban"
kind = "will"
ask = "Will Orm ban night trams?"
yes = "ban | outlaw"
no = "drop ban | lift ban"

[[topics.questions]]
id = "hospital"
kind = "will"
ask = "Will the hospital line be spared?"
yes = "exempt hospital | spare hospital | allow hospital"
no = "refuse exemption | hospital caught"
[[topics]]
id = "mill"
title = "Tarn Holdings' takeover of Orm Mills"
about = ["Orm Mills | Tarn Holdings", "takeover | deal | sale | permit"]
deciders = "Sundland government | Minister Varga | Sundland cartel office"
opened = 2031-01-01

[[topics.questions]]
id = "approve"
kind = "will"
ask = "Will Sundland let Tarn Holdings buy Orm Mills?"
yes = "allow | approve | new permit"
no = "block | suspend"

[[topics.questions]]
id = "reed"
kind = "will"
ask = "Will Minister Varga grant the Reed its permit?"
yes = "grant"
no = "deny"

[[topics]]
id = "cars"
title = "Sundland and its cars"
about = ["car | cars", "Sundland"]
deciders = "Sundland | Minister Varga"
opened = 2031-01-01

[[topics.questions]]
id = "bar"
kind = "will"
ask = "Will Sundland bar Lynx kit from cars?"
yes = "bar | exclude"
no = "permit"

[[topics.questions]]
id = "drive"
kind = "will"
ask = "Will Sundland let the Orm 40 car drive again?"
yes = "recertify | approve return to the road"
no = "refuse to certify"

[[topics]]
id = "tugs"
title = "Sundland tugs for Orm"
about = ["tug | tugs", "Orm"]
deciders = "Sundland | Minister Varga"
opened = 2031-01-01

[[topics.questions]]
id = "send"
kind = "will"
ask = "Will Sundland send its tugs to Orm?"
yes = "send | deliver"
no = "refuse"

[[topics]]
id = "guards"
title = "Sundland's police for Orm"
about = ["police", "Orm"]
deciders = "Sundland government | Sundland police | Minister Varga"
opened = 2031-01-01

[[topics.questions]]
id = "send"
kind = "will"
ask = "Will Sundland send police to Orm?"
yes = "send police | deploy | lift the order"
no = "refuse"

[[topics]]
id = "gauge"
title = "Checks between Orm and Pell"
about = ["Orm | Pell", "gauge | frontier | checks"]
deciders = "Sundland | Harbour Minister Varga | Varga"
opened = 2031-01-01

[[topics.questions]]
id = "road"
kind = "will"
ask = "Will checks on the roads between Orm and Pell be lifted?"
yes = "lift checks | open roads"
no = "keep road checks | block"

[[topics.questions]]
id = "sea"
kind = "will"
ask = "Will checks at their harbours be lifted?"
yes = "lift sea checks | by sea"
no = "keep harbour checks"

[[topics]]
id = "quay"
title = "Orm's quay laws"
about = ["quay law | quay laws | RRP", "Sundland | Varga | council | repeal"]
deciders = "Sundland | Varga | council"
opened = 2031-01-01

[[topics.questions]]
id = "repeal"
kind = "will"
ask = "Will the two quay laws be repealed?"
yes = "repeal | withdraw | scrap the laws"
no = "refuse to repeal"

[[topics.questions]]
id = "rrp"
kind = "will"
ask = "Will Sundland give a legal guarantee on RRP?"
yes = "legal guarantee on RRP | RRP law"
no = "refuse RRP guarantee"

[[topics]]
id = "tolls"
title = "The end of Orm's night tolls"
about = ["toll | tolls | levy", "Orm | council | Bell"]
deciders = "Orm | council | Mayor Bell"
opened = 2031-01-01

[[topics.questions]]
id = "end"
kind = "will"
ask = "Will the night tolls be abolished?"
yes = "abolish | scrap"
no = "keep"

[[topics.questions]]
id = "pass"
kind = "will"
ask = "Will the council give a written pledge on the Reed Pass?"
yes = "written pledge on the Reed Pass | Reed Pass rule"
no = "refuse pledge"

"""

CONFIG = parse_config(TOPICS, Path("feeds.toml"))


def asked(name: str) -> tuple[Question, Topic]:
    topic, _, question = name.partition("/")
    for one in CONFIG.topics:
        if one.id == topic:
            return next(q for q in one.questions if q.id == question and q.kind is Kind.WILL), one
    raise KeyError(name)


def read(name: str, title: str, text: str = "") -> Status | None:
    """What an item says on a question."""
    question, topic = asked(name)
    item = Item(1, "g1", "Wire", "https://wire.example/1", title, text, AT, AT, AT)
    found = signals(read_document(item), [topic], WIRE)
    return next((signal.status for signal in found if signal.question == question.id), None)


def test_things_come_from_the_phrases_of_a_question_with_their_sign() -> None:
    """A yes to "unwind curbs" and a no to "extend curbs" make the curbs themselves a no."""
    assert event_of(*asked("catch/raise")).objects["curb"] == -1
    assert event_of(*asked("trams/hospital")).objects["hospit"] == 1
    assert not event_of(*asked("catch/pause")).objects  # what is to be paused is not the pause


def test_a_name_that_only_one_question_asks_about_keeps_its_items_to_it() -> None:
    """Talk that names no event is of the topic's first question, unless a name tells that it is not."""
    assert event_of(*asked("mill/reed")).telling == {"reed"}
    assert not event_of(*asked("mill/approve")).telling
    assert read("mill/reed", "Varga may grant Orm Mills a permit") is None
    assert read("mill/reed", "Varga may grant the Reed a permit") is C
    assert read("mill/approve", "Reed and Orm Mills: no decision has been made, Varga says") is None
    assert read("mill/reed", "Reed and Orm Mills: no decision has been made, Varga says") is C
    assert read("mill/approve", "Orm Mills: no decision has been made, Varga says") is C


def test_a_thing_that_begins_a_phrase_is_no_actor() -> None:
    assert ("hospit", "catch") in {
        stems for found in event_of(*asked("trams/hospital")).phrases.values() for stems, _ in found
    }


@pytest.mark.parametrize(
    ("question", "title", "status"),
    [
        ("catch/raise", "League agrees to extend herring curbs", R),
        ("catch/raise", "League set to keep herring curbs, Varga says", U),
        ("catch/raise", "Sundland League eases herring curbs", A),
        ("catch/pause", "League puts off herring increase by a year", None),
        ("catch/pause", "Sundland League may freeze herring increases", C),
        ("catch/raise", "League agrees to lift herring catch by a tenth", A),
        ("catch/raise", "League ministers agree on a bigger herring catch", A),
        ("catch/raise", "League raises herring catch: by 20,000 or 30,000 tonnes?", A),
        ("catch/raise", "League raises herring catch? Not yet", None),
        # The deal, the rule, the plan that the other question's thing is named with is the other's.
        ("trams/ban", "Orm council shelves hospital rule in tram row", None),
        ("trams/hospital", "Orm council shelves hospital rule in tram row", D),
        ("trams/ban", "Orm council drops plan for hospital line", None),
        ("trams/ban", "Orm and unions close to hospital deal on trams", None),
        ("trams/hospital", "Orm and unions close to hospital deal on trams", E),
        # A noun of the other question's verb, whoever it is of; a word that only shares a paper's stem.
        ("trams/hospital", "Orm may scrap exemption of hospital trams", C),
        ("trams/ban", "Regulator set to visit Orm, council says of trams", None),
        # What is permitted, brought to its end; a reform is a plan.
        ("mill/approve", "Tarn Holdings completes Orm Mills takeover", F),
        ("mill/approve", "Orm Mills sale closed, Tarn Holdings says", F),
        ("mill/approve", "Tarn Holdings to close Orm Mills gates", None),
        ("catch/raise", "League adopts herring reform", A),
        # Suspended is put off; a phrase that begins with an adjective is a thing and no deed.
        ("mill/approve", "Sundland suspends Orm Mills sale", D),
        ("mill/approve", "Varga says new Tarn Holdings permit worries Orm", None),
        # The last step is the decision, whoever takes it.
        ("mill/approve", "Panel gives final nod to Orm Mills takeover", A),
        ("mill/approve", "Panel gives its nod to Orm Mills takeover", E),
        # Told by a relative clause or an aside.
        ("trams/ban", "Taxi firms in Orm thrive on the tram ban, which took effect in May", F),
        ("trams/ban", "Bell says the tram ban, in force since May, helps Orm", F),
        # A phrase that holds the event keeps what it says of it.
        ("mill/approve", "Sundland will not allow Tarn Holdings' takeover of Orm Mills, Varga says", U),
        # No decision before a day is a delay; more time is one too.
        ("mill/approve", "No decision on Orm Mills before June, Varga says", D),
        ("mill/approve", "No decision on Orm Mills is near, Varga says", C),
        ("mill/approve", "Orm Mills: regulators need more time, Varga says of Tarn Holdings", D),
        # Given, handed, let through; here, and legal.
        ("mill/approve", "Sundland hands Tarn Holdings its permit for Orm Mills", A),
        ("trams/ban", "Orm's ban on night trams is here", F),
        ("trams/ban", "Orm: night tram ban is coming, Bell says", E),
        # Widened, a ban is kept; what it is widened to is another matter.
        ("catch/raise", "Sundland League widens herring curbs", R),
        # What the question calls a refusal may be none.
        ("mill/approve", "Varga refuses to rule out Orm Mills takeover", C),
        # People who do not decide.
        ("mill/approve", "Unions reject Orm Mills takeover as Varga looks on", None),
        ("mill/approve", "Shareholders approve Orm Mills takeover by Tarn Holdings", None),
        ("mill/approve", "Sundland senate approves Orm Mills takeover", E),
        # What is to come about first has not come about.
        ("mill/approve", "Once Tarn Holdings' takeover is approved, Orm Mills will grow", None),
        ("mill/approve", "Sundland strikes a ten-year Orm Mills deal", A),
        # To be there is to have been sent.
        ("tugs/send", "Sundland tugs could be in Orm by June, Varga says", C),
        ("tugs/send", "Sundland tugs could be cheaper in Orm, Varga says", None),
        # "to" before a thing; being bought is not bought; the deal is what a company's name tells more of.
        ("mill/approve", "Sundland leaning to three-year Orm Mills takeover", E),
        ("mill/approve", "Varga dreams of Orm Mills being bought by Tarn Holdings", None),
        ("mill/approve", "Varga leaning towards veto of Orm Mills deal", U),
        # Whoever they belong to, holders are not those who decide.
        ("mill/approve", "Sundland mill holders approve Orm Mills takeover", None),
        # The first since a year is no history.
        ("catch/raise", "League raises herring catch, first since 2019", A),
        ("catch/raise", "League raised herring catch in 2019", None),
        # A yes to what is to be paused is no answer on the pause.
        ("catch/pause", "League approves herring increase for June", None),
        # Scrapped is what somebody has set up; of a plan it is a no.
        ("trams/ban", "Orm court throws out Bell's night tram ban", V),
        ("trams/ban", "Orm council throws out night tram ban", R),
        ("trams/ban", "Orm court throws out night tram ban", V),
        ("trams/ban", "Orm court throws out bid to delay night tram ban", A),
        # What is not to be undone holds.
        ("trams/ban", "Orm has no plan to lift night tram ban", F),
        ("trams/ban", "Orm will not ease the night tram ban, Bell says", F),
        # A plan unveiled is a plan; what the last word approves is the end of what it ends.
        ("trams/ban", "Orm council unveils plan for night trams", E),
        ("catch/raise", "League ministers give final approval to end of herring curbs", A),
        # Those who sit in a parliament, where none decides.
        ("mill/approve", "MPs vote against Orm Mills takeover", None),
        # No talk of a delay; plans that have not changed; nouns of news for what is raised.
        ("catch/raise", "No delay to herring increase, Varga says of League", E),
        ("catch/raise", "League has not changed plans to raise herring catch, Varga says", E),
        ("catch/raise", "Sundland League shelves herring catch boost", D),
        # What a headline has somebody begin to do to the thing itself is ahead.
        ("tugs/send", "Sundland to begin towing tugs to Orm", E),
        # Verbs for putting a thing out, where it is to be barred; certified is recertified.
        ("cars/bar", "Sundland to purge Lynx kit from its cars", E),
        ("cars/bar", "Sundland strips Lynx kit from its cars", A),
        ("cars/drive", "Sundland cartel office certifies Orm 40 car", A),
        # What a verb of a longer phrase is done to; what a decision does is not what is done to it.
        ("cars/drive", "Orm 40 car's return to the road expected in May, Sundland says", E),
        ("cars/bar", "Lynx kit: decision would delay Orm cars by a year, Sundland says", None),
        # What is handed over is a thing, although it also names those who decide; they land and fly.
        ("guards/send", "Sundland police land in Orm", F),
        ("guards/send", "Two hundred more Sundland officers arrive in Orm", F),
        ("guards/send", "Sundland police expected in Orm in May", E),
        ("guards/send", "Sundland police to be in Orm by May, Varga says", E),
        ("guards/send", "Sundland police fly to Orm on Monday, Varga says", None),
        ("guards/send", "Sundland will not send police to Orm until the quay is clear, Varga says", D),
        ("guards/send", "Varga says Sundland is to lead the police as soon as the council is in place", None),
        ("guards/send", "The orders of the Orm court are still in force", None),
        ("guards/send", "Sundland wants police to guard the Orm quay", None),
        # One act in two ways: which of them is told by the words that only one question has, and their like.
        ("gauge/sea", "Sundland agrees to lift checks on crews at sea frontiers of Orm and Pell", A),
        ("gauge/road", "Sundland agrees to lift checks on crews at sea frontiers of Orm and Pell", None),
        ("gauge/sea", "Maritime controls between Orm and Pell to be lifted in May, Varga says", E),
        ("gauge/road", "Motorway controls between Orm and Pell to be lifted in May, Varga says", E),
        ("gauge/sea", "Motorway controls between Orm and Pell to be lifted in May, Varga says", None),
        ("gauge/road", "Orm and Pell checks lifted, Varga says", A),
        ("gauge/sea", "Orm and Pell checks lifted, Varga says", None),
        # A law that one question asks about is not the other's; nor is what names the other's thing.
        ("quay/repeal", "Sundland will not repeal quay laws, Varga says", U),
        ("quay/rrp", "Sundland will not repeal quay laws, Varga says", None),
        ("quay/repeal", "Sundland repeals quay laws", A),
        ("quay/rrp", "Sundland repeals quay laws", None),
        ("quay/rrp", "RRP law not on the table, Varga says", U),
        ("quay/repeal", "RRP law not on the table, Varga says", None),
        # Laws to be scrapped are to go; laws to scrap something tell what they hold.
        ("quay/repeal", "Quay laws to be scrapped, Varga says", E),
        # A day's number of votes is no vote on it; a chance that only tells what kind is none.
        ("quay/repeal", "The dockers were defeated by 39 votes to 32, Varga said.", None),
        # What is scrapped was promised last year; it is scrapped now.
        ("quay/repeal", "Sundland scraps the laws promised to dockers last year", A),
        # What is done to another thing within the ban is not the ban.
        ("trams/ban", "Orm to include buses in night tram ban", None),
        ("trams/ban", "Orm adds buses to night tram ban", None),
        ("quay/repeal", "Sundland scraps the laws promised to Orm last year", A),
        # What is to be abolished: a yes to it is a no, a stay of it is no delay of its end.
        ("tolls/end", "Orm council approves night tolls", R),
        ("tolls/end", "Orm court suspends night tolls", None),
        ("tolls/end", "Night tolls are gone in Orm", A),
        ("tolls/end", "Council to vote on Orm night tolls", E),
        ("tolls/end", "A farewell to the tolls of Orm", None),
        ("tolls/end", "Orm becomes first harbour to abolish night tolls", A),
        ("tolls/end", "Orm set to become first harbour to abolish night tolls", E),
        ("tolls/end", "Bell ready to accept anything except abolition of tolls", U),
        ("tolls/end", "Bell puts forward rules for the day after Orm abolishes night tolls", A),
        ("tolls/end", "The fund will open a month after Orm abolishes night tolls, Bell said.", None),
        # A verb in its bare form is what is demanded; an order that is eyed is a possibility.
        ("tolls/end", "Hundreds march to demand Bell say no to night tolls", None),
        ("trams/ban", "Orm council eyes wider night trams", C),
        ("tolls/end", "Orm toll reform to take effect by May", E),
        ("tolls/end", "Traders to sign boats out under plan they call rushed", None),
        # How matters once stood, in an aside; a figure after "of"; what the flights will do.
        ("trams/ban", "Orm's tram ban, previously put off, takes effect", F),
        ("catch/raise", "The herring catch increase of nearly 15% was approved by the League.", A),
        ("guards/send", "Orm waits for the Sundland police, who will land in May.", E),
        ("tolls/end", "Orm council rejects abolition of night tolls", R),
        ("mill/approve", "Sundland cartel office designates a longer period for Orm Mills", D),
        # A headline's infinitive is decided where the decision itself is told.
        ("tolls/end", "Orm to abolish night tolls, Bell confirms", A),
        ("tolls/end", "Orm to abolish night tolls, drivers confirm", E),
        # What others turn down is the decider's offer; what is excepted; what is to be done to a law.
        ("tolls/end", "Boatmen's union rejects Bell's offer to suspend night tolls", None),
        ("tolls/end", "Bell ready to talk on any rule for tolls except abolition", U),
        ("tolls/end", "Orm toll rules to be scrapped", E),
        ("tolls/end", "Reed Pass plan not on the table, Bell says of Orm tolls", None),
        # A nod that is the decider's own; what other states have done; what the weapons do in use.
        ("tugs/send", "Orm unions split on Varga's green light for tugs", A),
        ("tugs/send", "Orm unions urge green light for tugs", None),
        ("tugs/send", "Sundland tugs banned by most of the world", None),
        ("tugs/send", "Orm says it sees no wrong in Sundland sending tugs", A),
        ("tugs/send", "Varga condemned by unions for sending tugs to Orm", A),
        ("tugs/send", "Varga decides to equip Orm with tugs", A),
        ("tugs/send", "Orm using Sundland tugs", F),
        ("mill/approve", "No agreement has been reached on Orm Mills, Varga says", C),
        ("tolls/pass", "Orm council drops its rule on night tolls", None),
        ("tolls/pass", "Orm council adopts Reed Pass rule", A),
        # A thing behind "to" is no infinitive: nothing is ahead here.
        ("trams/hospital", "Orm widens tram ban to hospital line", None),
    ],
)
def test_event_is_found_by_its_words(question: str, title: str, status: Status | None) -> None:
    assert read(question, title) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The decision was taken on Monday in a meeting of the council.", A),
        ("Bell said the decision would cost the town two million a year.", A),
        ("The decision follows a vote of the traders.", A),
        ("The decision will be taken in May.", E),
        ("Bell said the decision would be taken in May.", E),
    ],
)
def test_a_headline_is_decided_where_the_text_tells_of_the_decision(text: str, status: Status) -> None:
    assert read("tolls/end", "Orm to abolish night tolls", text) is status
