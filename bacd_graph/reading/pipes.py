"""Tables of Markdown that have no header.

kramdown, by which many sites are made, takes lines between pipes for rows; CommonMark's tables
need a header with a line of dashes below, and leave such rows a paragraph.
"""

from collections.abc import Iterator, Sequence

from bacd_graph.reading.events import Close, Event, LineBreak, Open, Piece

PIPE = "|"
_FEWEST = 2  # pipes of a row


def with_rows(events: Sequence[Event]) -> Iterator[Event]:
    """Yield the events, paragraphs whose lines all stand between pipes as tables."""
    at = 0
    while at < len(events):
        end = paragraph_end(events, at)
        inside = [] if end is None else lines(events[at + 1 : end])
        if end is None or not inside or not all(map(is_row, inside)):
            yield events[at]
            at += 1
            continue
        yield Open("table", place(events[at]))
        for line in inside:
            yield from row(line)
        yield Close("table", place(events[end]))
        at = end + 1


def paragraph_end(events: Sequence[Event], at: int) -> int | None:
    """Return where the paragraph that begins at an event ends, None if none begins there."""
    if not isinstance(event := events[at], Open) or event.tag != "p":
        return None
    for i in range(at + 1, len(events)):
        match events[i]:
            case Close("p"):
                return i
            case Open("p"):
                # Only the later one can be a row. Who looked further, from each of many that
                # nothing closes, would take time that grows with the square of their number.
                return None
    return None


def lines(events: Sequence[Event]) -> list[list[Event]]:
    """Return the events of each line of a paragraph."""
    found: list[list[Event]] = [[]]
    for event in events:
        if isinstance(event, LineBreak) or (isinstance(event, Piece) and event.text == "\n"):
            found.append([])
        else:
            found[-1].append(event)
    return [line for line in found if line]


def is_row(line: Sequence[Event]) -> bool:
    """Say whether a line begins with a pipe and has another one."""
    text = "".join(event.text for event in line if isinstance(event, Piece))
    return text.lstrip().startswith(PIPE) and text.count(PIPE) >= _FEWEST


def row(line: Sequence[Event]) -> Iterator[Event]:
    """Yield a line as a row; a cell begins with what stands in it, so an empty one is none."""
    start, end = (place(event) for event in (line[0], line[-1]))
    yield Open("tr", start)
    inside = False
    for event in (part for e in line for part in parts(e)):
        if isinstance(event, Piece) and (
            event.text == PIPE or (not inside and event.text.isspace())
        ):
            if inside and event.text == PIPE:
                yield Close("td", event.start)
                inside = False
            continue
        if not inside:
            yield Open("td", place(event))
            inside = True
        yield event
    if inside:
        yield Close("td", end)
    yield Close("tr", end)


def parts(event: Event) -> Iterator[Event]:
    """Yield an event, text cut before and behind each pipe."""
    if not isinstance(event, Piece) or event.escaped:
        yield event
        return
    start = event.start
    for i, part in enumerate(event.text.split(PIPE)):
        if i:
            yield Piece(PIPE, start, start + 1)
            start += 1
        if part:
            yield Piece(part, start, start + len(part))
            start += len(part)


def place(event: Event) -> int:
    """Return where in the source an event stands."""
    return event.start if isinstance(event, Piece) else event.at
