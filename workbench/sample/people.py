"""Buyers who never existed, with the personal columns a real export is full of."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from random import Random

_FIRST = (
    "Sanne", "Lotte", "Emma", "Zoë", "Fleur", "Noor", "Eva", "Iris", "Femke", "Anouk", "Julia",
    "Maud", "Roos", "Tess", "Mila", "Lieke", "Daan", "Bram", "Thijs", "Jeroen", "Ruben", "Wout",
    "Sophie", "Élise", "Charlotte", "Nina", "Jürgen", "Anna", "Klara", "Lukas", "Hannah", "Maya",
    "Fatima", "Yara", "Priya", "Mei", "Ingrid", "Saskia", "Marleen", "Petra",
)  # fmt: skip
_LAST = (
    "de Vries", "Jansen", "van den Berg", "Bakker", "Visser", "Smit", "Meijer", "de Boer",
    "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks", "van Dijk", "Dekker", "Brouwer",
    "Dijkstra", "Smits", "de Graaf", "Kuipers", "Postma", "Peeters", "Maes", "Claes", "Wouters",
    "Müller", "Schäfer", "Weber", "Koch", "El Amrani", "Yılmaz", "Özdemir", "Nguyen", "Singh",
)  # fmt: skip
_TOWNS = (
    ("NL", "Amsterdam", "10"), ("NL", "Amsterdam", "10"), ("NL", "Utrecht", "35"),
    ("NL", "Haarlem", "20"), ("NL", "Rotterdam", "30"), ("NL", "Den Haag", "25"),
    ("NL", "Leiden", "23"), ("NL", "Groningen", "97"), ("NL", "Eindhoven", "56"),
    ("NL", "Nijmegen", "65"), ("NL", "Zwolle", "80"), ("NL", "Breda", "48"),
    ("BE", "Antwerpen", "20"), ("BE", "Gent", "90"), ("DE", "Köln", "506"),
)  # fmt: skip
_DOMAINS = ("example.com", "example.com", "example.org", "example.net")


@dataclass(frozen=True)
class Buyer:
    """One made-up person; addresses end in the domains that are reserved for examples."""

    name: str
    email: str
    zip_code: str
    town: str
    country: str
    phone: str
    subscribed: bool


def buyer(random: Random, number: int) -> Buyer:
    """The nth buyer."""
    first, last = random.choice(_FIRST), random.choice(_LAST)
    country, town, area = random.choice(_TOWNS)
    letters = random.choice("ABCDEGHJKLMN") + random.choice("ABCDEGHJKLMN")
    digits = f"{random.randrange(10, 99)}"
    email = f"{_plain(first)}{number}@{random.choice(_DOMAINS)}"
    phone = f"+3160000{random.randrange(10_000):04d}" if random.random() < 0.25 else ""
    zip_code = f"{area}{digits} {letters}" if country == "NL" else f"{area}{digits}"
    return Buyer(f"{first} {last}", email, zip_code, town, country, phone, random.random() < 0.46)


def _plain(name: str) -> str:
    """A name in the letters that an e-mail address has."""
    letters = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    return "".join(letter for letter in letters.lower() if "a" <= letter <= "z")
