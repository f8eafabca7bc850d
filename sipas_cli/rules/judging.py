"""How scores are judged, whatever they measure: rounding, ranks, ties, bands."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from sipas_cli.rules import messages
from sipas_cli.rules.gate import AnyText, Id, Model, Percent, Text, Texts, complain, digest, refuse_twice
from sipas_cli.rules.policies import Mode, RankOn, Ties


class Rounding(Model):
    """How a score is printed; the only place where anything is rounded."""

    decimals: Annotated[int, Field(ge=0, le=6)] = 2
    """Digits after the decimal mark."""
    mode: Mode = Mode.HALF_UP
    """half_up: 0.005 becomes 0.01; half_even: to the even neighbour; down: cut off."""


class Interval(Model):
    """A part of the scale from 0 to 100. `from` and `to` belong to it, `above` and `below` do not."""

    above: Percent | None = None
    """Lower end, which does not belong to it."""
    from_: Annotated[Percent | None, Field(alias="from")] = None
    """Lower end, which belongs to it."""
    to: Percent | None = None
    """Upper end, which belongs to it."""
    below: Percent | None = None
    """Upper end, which does not belong to it."""

    @model_validator(mode="after")
    def _one_end_each(self) -> Self:
        if None not in (self.above, self.from_) or None not in (self.to, self.below):
            raise complain(messages.RULES_BAND_ENDS, name=self.shown)
        low, high = self.low, self.high
        if low > high or (low == high and not (self.low_closed and self.high_closed)):
            raise complain(messages.RULES_BAND_EMPTY, name=self.shown)
        return self

    @property
    def shown(self) -> str:
        """What it is called in messages."""
        return f"{self.low}-{self.high}"

    @property
    def low(self) -> Decimal:
        """Its lower end."""
        return next((end for end in (self.above, self.from_) if end is not None), Decimal(0))

    @property
    def high(self) -> Decimal:
        """Its upper end; None where it has none."""
        return next((end for end in (self.below, self.to) if end is not None), Decimal(100))

    @property
    def low_closed(self) -> bool:
        """Whether the lower end belongs to it."""
        return self.above is None

    @property
    def high_closed(self) -> bool:
        """Whether the upper end belongs to it."""
        return self.below is None

    def holds(self, value: Fraction) -> bool:
        """Whether a value in percent falls into it. What has no upper end has none: bonus points may
        lift an index above 100; what has no lower end has none: penalties may push it below 0."""
        low, high = Fraction(self.low), Fraction(self.high)
        endless = self.from_ is None and self.above is None
        above = endless or (value >= low if self.low_closed else value > low)
        open_ended = self.to is None and self.below is None
        return above and (open_ended or (value <= high if self.high_closed else value < high))


class Band(Interval):
    """A class of the index."""

    name: AnyText
    """The class as printed; "" where none was published: scores in it have no class."""

    @property
    def shown(self) -> str:
        return self.name or super().shown


Bands = tuple[Band, ...]


class HeadClass(Model):
    """How the heads of some units are rated: those of the first units of each group, or of some bands."""

    name: Text
    """The class as printed."""
    first: Annotated[int, Field(ge=1)] | None = None
    """Units of rank 1 to `first` of their group; all who are tied at the edge are in."""
    bands: Texts = ()
    """Units of these bands."""
    groups: tuple[Id, ...] = ()
    """Only for these groups; for all where none is named."""

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if (self.first is None) == (not self.bands):
            raise complain(messages.RULES_HEAD_RULE, name=self.name)
        return self

    def holds(self, rank: int | None, band: str, group: str) -> bool:
        """Whether the head of a unit belongs to this class."""
        if self.groups and group not in self.groups:
            return False
        if self.first is None:
            return band in self.bands
        return rank is not None and rank <= self.first


class Judgement(Model):
    """How scores become ranks and bands."""

    rounding: Rounding = Rounding()
    """How scores are printed."""
    rank_on: RankOn = RankOn.PRINTED
    """Ranks and bands follow the printed score or the exact one."""
    ties: Ties = Ties.COMPETITION
    """Ranks after a tie."""
    bands: Bands = ()
    """Classes of the index; together they hold every value from 0 to 100 exactly once."""
    group_bands: Mapping[Id, Bands] = {}
    """Other bands for some groups, by the group's id."""
    heads: tuple[HeadClass, ...] = ()
    """How the heads of the units are rated: the first class that fits."""

    @model_validator(mode="after")
    def _bands_hold_together(self) -> Self:
        for at, bands in (
            (("bands",), self.bands),
            *((("group_bands", g), b) for g, b in self.group_bands.items()),
        ):
            refuse_twice((band.name for band in bands if band.name), *at)
            check_intervals(bands, *at)
        known = {band.name for bands in (self.bands, *self.group_bands.values()) for band in bands} - {""}
        for number, head in enumerate(self.heads):
            if strange := set(head.bands) - known:
                raise complain(messages.RULES_HEAD_BAND, "heads", number, "bands", name=min(strange))
        return self

    @property
    def least_ballots(self) -> int:
        """A unit with fewer valid ballots is not ranked."""
        return 0

    def head_class(self, rank: int | None, band: str, group: str) -> str:
        """How the head of a unit with this rank and band is rated; "" where no rule says so."""
        return next((head.name for head in self.heads if head.holds(rank, band, group)), "")

    def bands_of(self, group: str) -> Bands:
        """The bands of a group."""
        return self.group_bands.get(group, self.bands)

    def band_of(self, score: Fraction, group: str) -> str:
        """The name of the band of a score in percent, "" where it has none or no bands are set."""
        return next((band.name for band in self.bands_of(group) if band.holds(score)), "")

    @property
    def digest(self) -> str:
        """The identity of how it is judged."""
        return digest(self)


def check_intervals(parts: Sequence[Interval], *at: str | int) -> None:
    """Refuses intervals that leave out or share a single value between 0 and 100."""
    if not parts:
        return
    ordered = sorted(parts, key=lambda part: (part.low, part.high))
    first, last = ordered[0], ordered[-1]
    if first.low == 0 and not first.low_closed:
        raise complain(messages.RULES_BAND_POINT, *at, score="0")
    if first.low > 0:
        raise complain(messages.RULES_BAND_GAP, *at, low="0", high=str(first.low))
    if last.high == 100 and not last.high_closed:
        raise complain(messages.RULES_BAND_POINT, *at, score="100")
    if last.high < 100:
        raise complain(messages.RULES_BAND_GAP, *at, low=str(last.high), high="100")
    for lower, upper in pairwise(ordered):
        if lower.high == upper.low and not lower.high_closed and not upper.low_closed:
            raise complain(messages.RULES_BAND_POINT, *at, score=str(lower.high))
        if lower.high < upper.low:
            raise complain(messages.RULES_BAND_GAP, *at, low=str(lower.high), high=str(upper.low))
        if lower.high > upper.low or (lower.high_closed and upper.low_closed):
            raise complain(messages.RULES_BAND_OVERLAP, *at, lower=lower.shown, upper=upper.shown)
