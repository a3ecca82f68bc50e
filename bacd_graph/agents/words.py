"""Strangers' words, as an agent is shown them: short, and without what nobody sees.

Names, titles and quotes come from documents that anybody may have written. An agent must be able
to tell them from what this server says, so in texts they stand as JSON strings: whatever they
hold, they end where their quote does.
"""

import json
import re
from typing import Final

from bacd_graph.terminal import printable

LONGEST_NAME: Final = 200
LONGEST_QUOTE: Final = 600

# Characters without a shape of their own; with those of the last two ranges whole sentences can
# be written that a model reads and a person does not see.
_UNSEEN: Final = re.compile(
    "[\u00ad\u115f\u1160\u180b-\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\ufeff"
    "\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)


def words(text: str, most: int = LONGEST_NAME) -> str:
    r"""Return ``text`` on one line of at most ``most`` characters, without what steers or hides.

    >>> words("Ada\u202e\n Love\U000e0041lace"), words("Ada Lovelace", 5)
    ('Ada� Lovelace', 'Ada …')
    """
    plain = " ".join(printable(_UNSEEN.sub("", text)).split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def quoted(text: str) -> str:
    r"""Return words as a JSON string.

    >>> print(quoted('He said "yes".'))
    "He said \"yes\"."
    """
    return json.dumps(text, ensure_ascii=False)
