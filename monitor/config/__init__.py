"""feeds.toml: read into a Config with every error at once, and edited without losing comments.

    load_config, parse_config    text → Config, or ConfigErrors
    monitor.config.edit          text → text: add, remove and change feeds and topics

`sections` says what each section holds, `table` how a section is read and its errors are told, `lines`
where in the file a key stands.
"""

from monitor.config.sections import load_config as load_config
from monitor.config.sections import parse_config as parse_config
from monitor.config.table import ConfigErrors as ConfigErrors
from monitor.config.table import Problem as Problem
