"""The parts of a chart's XML that python-pptx has no words for (ECMA-376, part 1, chapter 21.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from workbench.presenting.end_labels import EndLabel
from workbench.presenting.fitting import width
from workbench.presenting.plotted import Row

_ROOM_FOR_A_DATE = 84.0  # points from one date to the next, so that none is turned


def pin(space: Any, edges: tuple[float, float, float, float], size: tuple[float, float]) -> None:
    """Fix the place of the plot inside its chart: left, top, width, height of a size in points."""
    from pptx.oxml.ns import qn

    left, top, wide, high = edges
    values = (left / size[0], top / size[1], wide / size[0], high / size[1])
    names = ("x", "y", "w", "h")
    parts = "".join(f'<c:{n} val="{v:.5f}"/>' for n, v in zip(names, values, strict=True))
    layout = _parsed(
        "<c:layout {ns}><c:manualLayout><c:layoutTarget val='inner'/><c:xMode val='edge'/>"
        f"<c:yMode val='edge'/>{parts}</c:manualLayout></c:layout>"
    )
    area = space.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def set_dates(space: Any, days: Sequence[date], grain: str, wide: float) -> None:
    """Choose the unit, the step and the format of a time axis of so many points' width."""
    gap = {"day": 1, "week": 7}.get(grain, 28)
    base = "months" if gap == 28 else "days"
    unit, step, code = date_step(days, gap, max(int(wide / _ROOM_FOR_A_DATE), 2))
    axis = space.find(f".//{_qn('c:dateAx')}")
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit"):
        for old in axis.findall(_qn(f"c:{name}")):
            axis.remove(old)
    for name, value in (("baseTimeUnit", base), ("majorUnit", step), ("majorTimeUnit", unit)):
        axis.append(_parsed(f"<c:{name} {{ns}} val='{value}'/>"))
    shown = axis.find(_qn("c:numFmt"))
    shown.set("formatCode", code)
    shown.set("sourceLinked", "0")


def date_step(days: Sequence[date], gap: int, most: int) -> tuple[str, int, str]:
    """Find the smallest step with at most so many dates: unit, number, format code."""
    total = (days[-1] - days[0]).days
    if gap < 28:
        for step in (gap, 2 * gap, 7, 14, 28):
            if step >= gap and step % gap == 0 and total / step < most:
                return "days", step, "d mmm" if total < 300 else "d mmm yyyy"
    for months in (1, 2, 3, 6, 12, 24, 60, 120):
        if total / (months * 30.4) < most:
            return "months", months, "mmm yyyy"
    return "months", 240, "yyyy"


def thin_out(space: Any, words: Sequence[object], wide: float) -> None:
    """Show only as many words under the plot as fit, and never turn them."""
    axis = space.find(f".//{_qn('c:catAx')}")
    if axis is None:
        return
    room = max((width(str(word), 12.0) for word in words), default=0.0) + 8
    step = max(1, -(-len(words) // max(int(wide / room), 2)))
    after = axis.find(_qn("c:noMultiLvlLbl"))
    for name in ("tickLblSkip", "tickMarkSkip"):
        for old in axis.findall(_qn(f"c:{name}")):
            axis.remove(old)
        one = _parsed(f"<c:{name} {{ns}} val='{step}'/>")
        axis.append(one) if after is None else after.addprevious(one)
    body = axis.find(f"{_qn('c:txPr')}/{_qn('a:bodyPr')}")
    if body is not None:
        # A sixty-thousandth of a degree is not seen, but without it LibreOffice shows every word,
        # broken to the width of its bar.
        body.set("rot", "1" if step > 1 else "0")
        body.set("vert", "horz")


def label_point(series: Any, row: Row, label: EndLabel, code: str) -> None:
    """Write value and name of a row beside its last point."""
    if label.at is None:
        return
    bold = "1" if row.role in ("main", "unfinished") else "0"
    moved = ""
    if abs(label.shift) > 0.002:
        moved = (
            "<c:layout><c:manualLayout><c:x val='0'/>"
            f"<c:y val='{label.shift:.5f}'/></c:manualLayout></c:layout>"
        )
    show = _shown(value=label.value, name=label.name)
    labels = _parsed(
        f"<c:dLbls {{ns}}><c:dLbl><c:idx val='{label.at}'/>{moved}"
        f"<c:numFmt formatCode='{_escaped(code)}' sourceLinked='0'/><c:spPr><a:noFill/>"
        "<a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr wrap='none' anchor='ctr'/>"
        f"<a:lstStyle/><a:p><a:pPr algn='l'><a:defRPr sz='1200' b='{bold}'><a:solidFill>"
        f"<a:srgbClr val='{row.colour.lstrip('#')}'/></a:solidFill></a:defRPr></a:pPr>"
        f"<a:endParaRPr/></a:p></c:txPr><c:dLblPos val='r'/>{show}"
        "<c:separator>\n</c:separator></c:dLbl>" + _shown(value=False, name=False) + "</c:dLbls>"
    )
    for old in series.findall(_qn("c:dLbls")):
        series.remove(old)
    series.find(_qn("c:cat")).addprevious(labels)


def lift_labels(series: Any, places: Sequence[int], code: str) -> None:
    """Move the values of thin bars above them, for inside there is no room."""
    labels = series.find(_qn("c:dLbls"))
    for place in reversed(places):
        one = _parsed(
            f"<c:dLbl {{ns}}><c:idx val='{place}'/><c:layout><c:manualLayout><c:x val='0'/>"
            "<c:y val='-0.045'/></c:manualLayout></c:layout>"
            f"<c:numFmt formatCode='{_escaped(code)}' sourceLinked='0'/>"
            "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val='ctr'/>"
            + _shown(value=True, name=False)
            + "</c:dLbl>"
        )
        labels.insert(0, one)


def _shown(*, value: bool, name: bool) -> str:
    flags = {"LegendKey": False, "Val": value, "CatName": False, "SerName": name}
    flags |= {"Percent": False, "BubbleSize": False}
    return "".join(f"<c:show{part} val='{int(on)}'/>" for part, on in flags.items())


def lines_from_bars(space: Any, rows: Sequence[Row]) -> None:
    """Turn the comparison and the target of a chart of standing bars into lines on its axes."""
    bars = space.find(f".//{_qn('c:barChart')}")
    series = bars.findall(_qn("c:ser"))
    moved = [(ser, row) for ser, row in zip(series, rows, strict=True) if row.role != "main"]
    if not moved:
        return
    chart = _parsed(
        "<c:lineChart {ns}><c:grouping val='standard'/><c:varyColors val='0'/></c:lineChart>"
    )
    for ser, row in moved:
        bars.remove(ser)
        chart.append(_as_line(ser, row))
    chart.append(_parsed("<c:marker {ns} val='1'/>"))
    for axis in bars.findall(_qn("c:axId")):
        chart.append(_parsed(f"<c:axId {{ns}} val='{axis.get('val')}'/>"))
    bars.addnext(chart)


def _as_line(ser: Any, row: Row) -> Any:
    """Give a series of bars the form of a series of a line chart."""
    for name in ("c:invertIfNegative", "c:spPr", "c:dPt", "c:dLbls"):
        for old in ser.findall(_qn(name)):
            ser.remove(old)
    colour = row.colour.lstrip("#")
    if row.role == "target":
        pen = f"<a:ln w='15875'><a:solidFill><a:srgbClr val='{colour}'/></a:solidFill><a:prstDash val='dash'/></a:ln>"
        mark = "<c:marker {ns}><c:symbol val='none'/></c:marker>"
    else:
        pen = "<a:ln w='12700'><a:noFill/></a:ln>"
        mark = (
            "<c:marker {ns}><c:symbol val='dash'/><c:size val='14'/><c:spPr><a:solidFill>"
            f"<a:srgbClr val='{colour}'/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
        )
    name = ser.find(_qn("c:tx"))
    name.addnext(_parsed(mark))
    name.addnext(_parsed(f"<c:spPr {{ns}}>{pen}</c:spPr>"))
    ser.append(_parsed("<c:smooth {ns} val='0'/>"))
    return ser


def _parsed(xml: str) -> Any:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    return parse_xml(xml.replace("{ns}", nsdecls("c", "a"), 1))


def _qn(name: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(name))


def _escaped(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text, {"'": "&apos;", '"': "&quot;"})
