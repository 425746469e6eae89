"""The empty PowerPoint deck: 16:9, the theme's colours and type, two layouts without leftovers.

It is made from python-pptx's blank deck. Lengths are points on a page of 960 x 540.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.charts.style import Style

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDE, HIGH = 960.0, 540.0
MARGIN = 42.0
FONT = "Arial"  # on every computer; one change of the deck's theme font changes all text
SUBTITLE = 13  # the subtitle's placeholder number


class Box(NamedTuple):
    """A place on the page in points."""

    left: float
    top: float
    width: float
    height: float

    def emu(self) -> tuple[int, int, int, int]:
        """The place in PowerPoint's units."""
        from pptx.util import Pt

        return (Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height))


INNER = WIDE - 2 * MARGIN
TITLE = Box(MARGIN, 26, INNER, 62)
UNDER = Box(MARGIN, 90, INNER, 20)
BODY = Box(MARGIN, 122, INNER, 374)
FOOT = Box(MARGIN, 506, INNER - 60, 18)
NUMBER = Box(WIDE - MARGIN - 50, 506, 50, 18)

_CHART, _TEXT = "Title Only", "Title and Content"


def blank(style: Style, font: str = "") -> Presentation:
    """Make an empty 16:9 deck in the style: layouts "Chart" and "Text", nothing else; `font` is the brand's."""
    from pptx import Presentation
    from pptx.util import Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    for layout in list(deck.slide_layouts):
        if layout.name not in (_CHART, _TEXT):
            deck.slide_layouts.remove(layout)
    _paint_theme(deck, style, font or FONT)
    _set_master(deck, style)
    for layout in deck.slide_layouts:
        _set_layout(layout, style)
    return deck


def layout(deck: Presentation, *, text: bool = False) -> Any:
    """Find the layout for a text slide or for a chart, board or table."""
    return deck.slide_layouts.get_by_name("Text" if text else "Chart")


def _paint_theme(deck: Presentation, style: Style, family: str) -> None:
    """Put colours and fonts into the theme, so that charts and new shapes take them too."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.opc.oxml import serialize_part_xml
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree: Any = parse_xml(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    accents = [*style.fills, style.muted][:6]
    colours = {"dk1": style.text, "lt1": style.panel, "dk2": style.muted, "lt2": style.ground}
    colours |= {f"accent{n}": colour for n, colour in enumerate(accents, 1)}
    colours |= {"hlink": style.accent, "folHlink": style.muted}
    for name, colour in colours.items():
        holder = tree.find(f".//a:clrScheme/a:{name}", space)
        for child in list(holder):
            holder.remove(child)
        plain = f"<a:srgbClr {nsdecls('a')} val='{colour.lstrip('#')}'/>"
        holder.append(parse_xml(plain))
    for font in tree.iterfind(".//a:fontScheme//a:latin", space):
        font.set("typeface", family)
    part._blob = serialize_part_xml(tree)


def _set_master(deck: Presentation, style: Style) -> None:
    """Place the master's own parts and set its type: titles bold and left, text plain."""
    from pptx.enum.shapes import PP_PLACEHOLDER
    from pptx.util import Pt

    places = {
        PP_PLACEHOLDER.TITLE: TITLE,
        PP_PLACEHOLDER.BODY: BODY,
        PP_PLACEHOLDER.FOOTER: FOOT,
        PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
    }
    for shape in list(deck.slide_master.placeholders):
        place = places.get(shape.placeholder_format.type)
        if place is None:  # the date: the footer says the day of the data
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = place.emu()
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    _set_type(deck.slide_master._element)
    _set_feet(deck.slide_master, style)


def _set_type(master: Any) -> None:
    """Set sizes and alignment of titles and text for the whole deck."""
    from pptx.oxml.ns import qn

    styles = master.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "2400")
    title.find(qn("a:defRPr")).set("b", "1")
    for level, size in zip(styles.find(qn("p:bodyStyle")), (18, 16, 14), strict=False):
        level.find(qn("a:defRPr")).set("sz", str(size * 100))
        for before in level.iter(qn("a:spcBef")):
            before.clear()
            before.append(_points(7))
    for shape in master.iter(qn("p:sp")):
        kind = shape.find(f".//{qn('p:ph')}")
        if kind is not None and kind.get("type") == "title":
            body = shape.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")
            body.set("anchor", "b")  # one line or two, the title stands on its subtitle
            _no_autofit(body)


def _points(points: int) -> Any:
    """Make a distance between paragraphs."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    return parse_xml(f'<a:spcPts {nsdecls("a")} val="{points * 100}"/>')


def _no_autofit(body: Any) -> None:
    """Switch off shrinking: sizes are chosen here, and programs disagree about shrinking."""
    from pptx.oxml.ns import qn

    for name in ("a:normAutofit", "a:spAutoFit", "a:noAutofit"):
        for child in body.findall(qn(name)):
            body.remove(child)


def _set_feet(master: Any, style: Style) -> None:
    """Make footer and page number small and muted, left and right."""
    from pptx.enum.shapes import PP_PLACEHOLDER
    from pptx.oxml.ns import qn

    for shape in master.placeholders:
        kind = shape.placeholder_format.type
        if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            continue
        level = shape._element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}")
        level.set("algn", "l" if kind == PP_PLACEHOLDER.FOOTER else "r")
        run = level.find(qn("a:defRPr"))
        run.set("sz", "1100")
        _colour(run, style.muted)


def _colour(run: Any, colour: str) -> None:
    """Give run properties one plain colour."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    for old in run.findall(qn("a:solidFill")):
        run.remove(old)
    fill = f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
    run.insert(0, parse_xml(fill))


def _set_layout(one: Any, style: Style) -> None:
    """Let a layout take all places from the master, add the subtitle, and name it plainly."""
    from pptx.enum.shapes import PP_PLACEHOLDER
    from pptx.oxml.ns import qn

    for shape in list(one.placeholders):
        if shape.placeholder_format.type == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
            continue
        place = shape._element.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
        if place is not None:
            place.getparent().remove(place)
    one.shapes._spTree.append(_subtitle(style))
    one._element.find(qn("p:cSld")).set("name", "Text" if one.name == _TEXT else "Chart")


def _subtitle(style: Style) -> Any:
    """Make the placeholder of the subtitle, under the title."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    left, top, width, height = UNDER.emu()
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="99" name="Subtitle"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="body" sz="quarter" idx="{SUBTITLE}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/><a:lstStyle>'
        '<a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="1400"><a:solidFill><a:srgbClr val="{style.muted.lstrip("#")}"/>'
        "</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle><a:p><a:r><a:rPr/><a:t>Subtitle</a:t>"
        "</a:r></a:p></p:txBody></p:sp>"
    )


def add_feet(slide: Any, text: str, style: Style) -> None:
    """Give a slide its footer line and page number as real placeholders."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    for shape in slide.slide_layout.placeholders:
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.SLIDE_NUMBER or (kind == PP_PLACEHOLDER.FOOTER and text):
            copy = deepcopy(shape._element)
            # Two shapes with one number make PowerPoint offer a repair.
            numbers = (int(number) for number in slide._element.xpath(".//p:cNvPr/@id"))
            copy.nvSpPr.cNvPr.set("id", str(max(numbers) + 1))
            slide.shapes._spTree.append(copy)
            added = slide.shapes[-1]
            if kind == PP_PLACEHOLDER.FOOTER:
                _footer(added, text, style)


def _footer(shape: Any, text: str, style: Style) -> None:
    """Write the footer with its own type: LibreOffice does not hand down the master's."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    shape.left, shape.top, shape.width, shape.height = FOOT.emu()
    paragraph = shape.text_frame.paragraphs[0]
    shape.text_frame.text = text
    paragraph.alignment = PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size = Pt(11)
        run.font.name = "+mn-lt"
        _colour(run._r.get_or_add_rPr(), style.muted)


def set_cover(slide: Any, style: Style) -> None:
    """Turn a text page into a title page: the words large in the middle, under a rule in the accent."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *Box(MARGIN, 176, 66, 4).emu())
    rule.fill.solid()
    rule.fill.fore_color.rgb = rgb(style.accent)
    rule.line.fill.background()
    rule.name = "rule"
    places = {0: Box(MARGIN, 188, INNER, 96), 1: Box(MARGIN, 292, INNER, 120)}
    for number, place in places.items():
        holder = next((p for p in slide.placeholders if p.placeholder_format.idx == number), None)
        if holder is None:
            continue
        holder.left, holder.top, holder.width, holder.height = place.emu()
        for paragraph in holder.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(38 if number == 0 else 18)
                if number:
                    run.font.color.rgb = rgb(style.muted)


def add_logo(slide: Any, png: bytes) -> None:
    """Put the brand's logo into the top right margin; a picture that cannot be read is left out."""
    from io import BytesIO

    from pptx.util import Pt

    from workbench.presenting.logo import fitted

    try:
        picture = slide.shapes.add_picture(BytesIO(png), 0, 0)
    except (OSError, ValueError, SyntaxError):
        return
    high, wide = fitted(picture.width, picture.height, 20.0)
    picture.left, picture.top = Pt(WIDE - MARGIN - wide), Pt((TITLE.top + 6 - high) / 2)
    picture.width, picture.height = Pt(wide), Pt(high)
    picture.name = "logo"


def add_words(
    slide: Any,
    box: Box,
    text: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    at_right: bool = False,
    wrap: bool = True,
) -> Any:
    """Add a text box of one line without margins; sizes in points."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    shape = slide.shapes.add_textbox(*box.emu())
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.word_wrap = wrap
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if at_right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold
    run.font.color.rgb = rgb(colour)
    return shape


def rgb(colour: str) -> Any:
    """Turn '#RRGGBB' into python-pptx's colour."""
    from pptx.dml.color import RGBColor

    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    made: Any = RGBColor  # not typed in python-pptx
    return made(red, green, blue)
