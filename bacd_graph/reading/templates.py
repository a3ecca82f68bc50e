"""Template tags in Markdown: what a site generator would have replaced."""

import re
from typing import Final

from bacd_graph import limits

# A private character of the same count keeps every offset, and unlike spaces it can neither
# begin a code block nor end a link's target; spacing.py takes it out of the text.
FILLER: Final = "\ue000"

_LONG: Final = f"{{0,{limits.TEMPLATE_CHARACTERS}}}?"
_CODE: Final = re.compile(
    rf"\{{%-?\s*(highlight|comment)\b.{_LONG}\{{%-?\s*end\1\s*-?%\}}"
    rf"|\{{\{{[<%]\s*(highlight|mermaid)\b.{_LONG}\{{\{{[<%]\s*/\s*\2\s*[>%]\}}\}}",
    re.DOTALL,
)
# No tag holds the beginning of another one: else a text of beginnings is looked through from each.
_TAG: Final = re.compile(
    rf"\{{%(?:(?!\{{%).){_LONG}%\}}|\{{#(?:(?!\{{#).){_LONG}#\}}"
    rf"|(?<!\{{)\{{\{{++(?:(?!\{{\{{).){_LONG}\}}\}}+"
    r"|\\?\[/?(?:caption|embed|gallery)\b(?:\s+\w+=[^\]\n]{0,300})?\\?\]"
    r"|\{[:#.][\w .:#=\"'/%;-]{0,200}\}|^:::+[ \t]*\w*",
    re.DOTALL | re.MULTILINE,
)
_DIVIDED: Final = (
    (re.compile(r"<!--.*?-->", re.DOTALL), re.compile(r"-->")),
    *(
        (
            re.compile(rf"^[ \t]*<{tag}\b[^`]*?(?:</{tag}\s*>|`)", re.MULTILINE | re.IGNORECASE),
            re.compile(rf"</{tag}\s*>", re.IGNORECASE),
        )
        for tag in ("script", "style")
    ),
)
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n")
_NO_LINE_BREAK: Final = re.compile(r"[^\r\n]+")


def without_templates(text: str) -> str:
    """Return the text with template tags and attribute lists covered, of the same length.

    Liquid, Nunjucks and Hugo tags, kramdown attribute lists, WordPress captions and the marks
    of admonitions are covered; so are comments, scripts and styles with blank lines in them,
    which Markdown would take apart.
    """
    text = _TAG.sub(_cover, _CODE.sub(_cover, text))
    for pattern, end in _DIVIDED:
        # No pattern looks further than the last thing that could end it: else a text full of
        # beginnings would take time that grows with its square.
        last = max((match.end() for match in end.finditer(text)), default=0)
        text = pattern.sub(_cover_divided, text[:last]) + text[last:]
    return text


def _cover(match: re.Match[str]) -> str:
    return _NO_LINE_BREAK.sub(lambda part: FILLER * len(part.group()), match.group())


def _cover_divided(match: re.Match[str]) -> str:
    text = match.group()
    # Markdown that only speaks of a tag comes to a backtick first. It is matched and left as it
    # is, so that the beginnings within it, which would come there too, are not looked at again.
    return text if text.endswith("`") or not _BLANK_LINE.search(text) else _cover(match)
