"""The terms of the program as frozen values. Standard library only; everything else may import this.

Here is every term; in which file it stands concerns nobody else.

All moments are timezone-aware and in UTC. All days are calendar dates. A position is a character
offset into `Item.document`, so that one span can mark words in the title and in the text alike.
"""

from monitor.model.asked import DIGEST_PARTS as DIGEST_PARTS
from monitor.model.asked import Config as Config
from monitor.model.asked import DigestSettings as DigestSettings
from monitor.model.asked import Feed as Feed
from monitor.model.asked import MailSettings as MailSettings
from monitor.model.asked import Moved as Moved
from monitor.model.asked import NoticeRule as NoticeRule
from monitor.model.asked import Question as Question
from monitor.model.asked import Sound as Sound
from monitor.model.asked import Term as Term
from monitor.model.asked import Terms as Terms
from monitor.model.asked import Topic as Topic
from monitor.model.decided import Answer as Answer
from monitor.model.decided import Change as Change
from monitor.model.decided import Condition as Condition
from monitor.model.decided import Evidence as Evidence
from monitor.model.decided import Tag as Tag
from monitor.model.items import Enclosure as Enclosure
from monitor.model.items import Entry as Entry
from monitor.model.items import Item as Item
from monitor.model.understood import Cue as Cue
from monitor.model.understood import Discarded as Discarded
from monitor.model.understood import Match as Match
from monitor.model.understood import Reading as Reading
from monitor.model.understood import Signal as Signal
from monitor.model.understood import Span as Span
from monitor.model.words import DECISIONS as DECISIONS
from monitor.model.words import Attribution as Attribution
from monitor.model.words import Basis as Basis
from monitor.model.words import Confidence as Confidence
from monitor.model.words import Count as Count
from monitor.model.words import Days as Days
from monitor.model.words import Grade as Grade
from monitor.model.words import Kind as Kind
from monitor.model.words import Status as Status
from monitor.model.words import TagKind as TagKind
from monitor.model.words import Tier as Tier
