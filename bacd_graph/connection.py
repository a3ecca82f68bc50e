"""How two entities are connected, as a value that shows itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from bacd_graph.labels import phrase
from bacd_graph.markup import shown
from bacd_graph.model import Claim, Entity
from bacd_graph.profile import detail, detail_html
from bacd_graph.wording import count


@dataclass(frozen=True, slots=True, repr=False)
class Connection:
    """The claims that lead from one entity to another, in order; none if both are one.

    It iterates as the claims, and shows itself as text, and in a notebook as a list.
    """

    source: Entity
    target: Entity
    claims: tuple[Claim, ...]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def __getitem__(self, step: int) -> Claim:
        return self.claims[step]

    def __repr__(self) -> str:
        steps = count(len(self.claims), "step")
        return f"<Connection of {self.source.name} and {self.target.name} in {steps}>"

    def __str__(self) -> str:
        if not self.claims:
            return "both names are one entity's; no step is needed"
        return "\n".join(
            f"{_said(claim)}\n  “{claim.quote}”\n  {detail(claim)}" for claim in self.claims
        )

    def _repr_html_(self) -> str:
        if not self.claims:
            return f"<p>{shown(str(self))}</p>"
        return f"<ol>{''.join(map(_item, self.claims))}</ol>"


def _said(claim: Claim) -> str:
    return f"{claim.subject.name} {phrase(claim.predicate)} {claim.object.name}"


def _item(claim: Claim) -> str:
    return (
        f"<li><b>{shown(_said(claim))}</b><blockquote>{shown(claim.quote)}</blockquote>"
        f"<small>{detail_html(claim)}</small></li>"
    )
