"""Of several reports about the same days one is taken, never their sum."""

from __future__ import annotations

ROW = {"gross_minor": 472208, "discount_minor": 13504, "returns_minor": 4812, "net_minor": 453892}
ROW |= {"shipping_minor": 4216, "duties_minor": 0, "fees_minor": 0, "tax_minor": 2903}
ROW |= {"total_minor": 461011, "orders": 18}
DAY = "2026-03-29"


def test_a_day_of_the_sales_report_is_taken_as_it_stands(shop):
    shop.sales(shop.slice("sales_day", "shopify.sales"), DAY, **ROW)
    shop.rebuild()
    names = ("gross", "discounts", "returns", "net", "shipping", "taxes", "total", "orders")
    assert [shop.total(m) for m in names] == [
        472208,
        13504,
        4812,
        453892,
        4216,
        2903,
        461011,
        18,
    ]
    channels = shop.db.execute("SELECT DISTINCT channel FROM rollup").fetchall()
    assert channels == [("all",)]


def test_products_are_not_added_to_the_totals_of_the_same_day(shop):
    totals = shop.slice("sales_day", "shopify.sales", shape="Day,Net sales")
    products = shop.slice("sales_day", "shopify.sales", shape="Day,Product,Net sales")
    shop.sales(totals, DAY, net_minor=1000, orders=2)
    for day in (DAY, "2026-03-30"):
        shop.sales(products, day, product="Candle", net_minor=700, orders=2, units=2)
        shop.sales(products, day, product="", net_minor=300, orders=1, units=0)
    shop.rebuild()
    assert shop.amounts("net") == {
        (DAY, "shopify.sales"): 1000,
        ("2026-03-30", "shopify.sales"): 1000,
    }
    # Orders do not add up over products, so that day's number is not known; pieces do.
    assert shop.amounts("orders") == {
        (DAY, "shopify.sales"): 2,
        ("2026-03-30", "shopify.sales"): None,
    }
    assert shop.amounts("units")[DAY, "shopify.sales"] == 2000


def test_a_filtered_report_never_replaces_the_whole_one(shop):
    shop.sales(shop.slice("sales_day", "shopify.sales", filter="NL only"), DAY, net_minor=1)
    shop.sales(shop.slice("sales_day", "shopify.sales"), DAY, net_minor=1000)
    shop.rebuild()
    assert shop.total("net") == 1000


def test_two_accounts_are_two_shops(shop):
    for account, net in (("nl", 1000), ("de", 500)):
        shop.sales(shop.slice("sales_day", "shopify.sales", account=account), DAY, net_minor=net)
    shop.rebuild()
    assert shop.total("net") == 1500


def test_each_measure_comes_from_a_report_that_has_it(shop):
    funnel = shop.slice("traffic_day", "shopify.traffic", shape="Day,Sessions,Completed")
    visits = shop.slice("traffic_day", "shopify.traffic", shape="Day,Visitors,Sessions")
    shop.traffic(funnel, DAY, sessions=400, completed=11)
    shop.traffic(visits, DAY, visitors=300, sessions=400)
    shop.rebuild()
    assert [shop.total(m) for m in ("sessions", "completed", "visitors")] == [400, 11, 300]


def test_segments_are_not_added_to_the_whole_and_their_visitors_not_to_each_other(shop):
    whole = shop.slice("traffic_day", "shopify.traffic", shape="Day,Sessions")
    split = shop.slice("traffic_day", "shopify.traffic", shape="Day,Device,Sessions")
    shop.traffic(whole, DAY, sessions=400)
    for day in (DAY, "2026-03-30"):
        shop.traffic(split, day, segment="phone", sessions=250, visitors=200)
        shop.traffic(split, day, segment="laptop", sessions=150, visitors=120)
    shop.rebuild()
    assert shop.amounts("sessions") == {
        (DAY, "shopify.traffic"): 400,
        ("2026-03-30", "shopify.traffic"): 400,
    }
    assert shop.total("visitors") is None


def test_a_month_report_keeps_its_span(shop):
    month = shop.slice("sales_day", "shopify.sales", grain="month")
    shop.sales(month, "2026-02-01", "2026-02-28", net_minor=28000)
    shop.rebuild()
    rows = shop.db.execute(
        "SELECT first_day, last_day, amount FROM rollup WHERE measure = 'net'"
    ).fetchall()
    assert rows == [("2026-02-01", "2026-02-28", 28000)]


def test_what_is_not_shown_does_not_count(shop):
    sales = shop.slice("sales_day", "shopify.sales")
    shop.sales(sales, DAY, net_minor=1000, shown=0)
    shop.sales(sales, DAY, net_minor=900)
    shop.rebuild()
    assert shop.total("net") == 900
