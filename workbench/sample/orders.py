"""What an order of the sample shop is, and the money that follows from it (cents, VAT included)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workbench.sample.brand import vat_in, without_vat
from workbench.sample.catalogue import Product
from workbench.sample.people import Buyer


@dataclass(frozen=True)
class Line:
    """One product in an order; `discount` is this line's share of the order's discount."""

    product: Product
    price: int
    quantity: int
    discount: int = 0

    @property
    def amount(self) -> int:
        """Price times quantity."""
        return self.price * self.quantity


@dataclass(frozen=True)
class Refund:
    """Money given back later: how many pieces of each line, and the shipping."""

    at: datetime
    pieces: tuple[int, ...]
    shipping: int


@dataclass(frozen=True)
class Order:
    """One order, with all that happened to it until the end of the story.

    `paid` is None while a bank transfer has not arrived; a cancelled order that was paid also has
    a refund of everything, one that was not paid has none.
    """

    number: int
    at: datetime
    buyer: Buyer | None
    lines: tuple[Line, ...]
    code: str
    shipping: int
    source: str
    paid: datetime | None
    sent: datetime | None
    cancelled: datetime | None = None
    refund: Refund | None = None

    @property
    def discount(self) -> int:
        """The discount of the whole order."""
        return sum(line.discount for line in self.lines)

    @property
    def subtotal(self) -> int:
        """Goods after discount."""
        return sum(line.amount for line in self.lines) - self.discount

    @property
    def total(self) -> int:
        """What the buyer pays."""
        return self.subtotal + self.shipping

    @property
    def taxes(self) -> int:
        """The VAT inside, rounded per line and for shipping, after the discount."""
        goods = sum(vat_in(line.amount - line.discount) for line in self.lines)
        return goods + vat_in(self.shipping)

    @property
    def refunded(self) -> int:
        """What the refund gives back, VAT and shipping included."""
        if self.refund is None:
            return 0
        pairs = zip(self.lines, self.refund.pieces, strict=True)
        return sum(sum(_share(line, pieces)) for line, pieces in pairs) + self.refund.shipping


@dataclass(frozen=True)
class Booking:
    """A line of the shop's sales report: one order sold, or (negative) given back. Excl. VAT."""

    day: date
    orders: int
    gross: int
    discounts: int
    returns: int
    shipping: int
    taxes: int


def bookings(order: Order) -> list[Booking]:
    """An order as the sales report sees it: sold on its day, given back on the day of the refund.

    The report takes the VAT out of price and discount apart and the order file out of what is
    left, so the two differ by cents.
    """
    gross = sum(without_vat(line.amount) for line in order.lines)
    discount = sum(without_vat(line.discount) for line in order.lines)
    shipping = without_vat(order.shipping)
    sale = Booking(order.at.date(), 1, gross, -discount, 0, shipping, order.taxes)
    if order.refund is not None:
        return [sale, _given_back(order, order.refund)]
    if order.cancelled is not None:
        back = Booking(order.cancelled.date(), 0, 0, 0, discount - gross, -shipping, -order.taxes)
        return [sale, back]
    return [sale]


def _given_back(order: Order, refund: Refund) -> Booking:
    goods, taxes = 0, vat_in(refund.shipping)
    for line, pieces in zip(order.lines, refund.pieces, strict=True):
        amount, discount = _share(line, pieces)
        goods += without_vat(amount) - without_vat(-discount)
        taxes += vat_in(amount + discount)
    shipping = without_vat(refund.shipping)
    return Booking(refund.at.date(), 0, 0, 0, -goods, -shipping, -taxes)


def _share(line: Line, pieces: int) -> tuple[int, int]:
    """The amount of some pieces of a line, and (negative) their part of its discount."""
    return line.price * pieces, -(line.discount * pieces // line.quantity)
