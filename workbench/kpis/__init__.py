"""KPIs: the catalogue, the calendar, series, and where each number comes from."""
