"""Reviews of products: Judge.me, Loox, Yotpo, Okendo; their words are kept, who wrote them is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import entity_rows
from workbench.language import _
from workbench.store.facts import REVIEW

_HIDDEN_WORDS = "spam hidden unpublished rejected declined pending deleted removed archived disabled false no not-yet"
_HIDDEN = frozenset(_HIDDEN_WORDS.split())


def build(sheet: Sheet) -> None:
    """One row per review; hidden ones and spam are kept, and counted nowhere."""
    days, ratings = sheet.days("day"), sheet.numbers("rating")
    titles, texts = sheet.texts("title"), sheet.texts("text")
    products = sheet.texts("product")
    for index, rating in enumerate(ratings):
        if rating is not None and not 0 <= rating <= 5 and index not in sheet.bad:
            sheet.refuse(index, sheet.name("rating"), rating, _("A rating lies between 0 and 5."))
    numbers = entity_rows.numbered(sheet.keys("number"), days, products, titles, texts, ratings)
    values: dict[str, Sequence[Any]] = {
        "day": days,
        "rating": ratings,
        "product": products,
        "title": entity_rows.words(titles),
        "text": entity_rows.words(texts),
        "status": [_status(s) for s in sheet.texts("status")],
    }
    entity_rows.stage(sheet, REVIEW, numbers, values)


def _status(word: str | None) -> str:
    return "hidden" if (word or "").strip().casefold() in _HIDDEN else "shown"


Names = tuple[str, ...]


def _source(key: str, name: str, also: str, /, **fields: Names) -> Source:
    kinds = {"day": "moment", "rating": "number", "number": "key"}
    needed = ("day", "rating", "text")
    return Source(
        key=key,
        title=name,
        facts=("review",),
        fields=tuple(
            Field(field, headers, kinds.get(field, "text"), required=field in needed)
            for field, headers in fields.items()
        ),
        also=tuple(also.split(",")),
        build=build,
    )


SOURCES = [
    _source(
        "reviews.judgeme",
        "Judge.me reviews",
        "source,reviewer_name,reviewer_email,product_id,reply,reply_date,picture_urls,ip_address,location,"
        "metaobject_handle",
        number=("review_id",),
        title=("title",),
        text=("body",),
        rating=("rating",),
        day=("review_date",),
        product=("product_handle", "product_id"),
        status=("curated",),
    ),
    _source(
        "reviews.loox",
        "Loox reviews",
        "email,nickname,full_name,productId,orderId,verified_purchase,incentivized,photo_url,img,reply,variant",
        number=("id",),
        status=("status",),
        rating=("rating",),
        text=("review",),
        day=("date",),
        product=("handle", "productId"),
    ),
    _source(
        "reviews.yotpo",
        "Yotpo reviews",
        "Product ID,Reviewer Display Name,Reviewer Email,Reviewer Name,User Type,Review Type,Product URL,"
        "Product Image URL,SKU,Published,Comment Content,Email,Display Name,Sentiment",
        number=("Review ID",),
        title=("Review Title",),
        text=("Review Content",),
        rating=("Review Score", "Score"),
        day=("Date", "Review Creation Date", "Review Date", "Created At"),
        product=("Product Title", "Product Handle", "Product ID"),
        status=("Review Status", "Published"),
    ),
    _source(
        "reviews.okendo",
        "Okendo reviews",
        "Product ID,Reviewer Name,Reviewer Email,Order ID,Reviewer Location,Helpful Count,Unhelpful Count,Reply,"
        "Media,Is Recommended,Variant,Variant ID",
        number=("Review ID",),
        product=("Product Name", "Product ID"),
        rating=("Rating",),
        title=("Title",),
        text=("Body",),
        day=("Date Created", "Date", "Created At", "Submitted At"),
        status=("Status",),
    ),
]
