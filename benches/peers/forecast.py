"""Prophet or AutoETS over series of hours, one after the other on one core, as their documentation has it."""

import csv
import logging
import sys
import warnings

import numpy

STEPS = 48


def ready():
    """Set up: the bench begins to count."""
    print("ready", flush=True)
    sys.stdin.readline()


def done(library):
    """Everything is forecast: the bench has counted."""
    print("done", library, flush=True)
    sys.stdin.readline()


def prophet():
    """Default settings: daily and weekly seasons are found in hourly data by themselves."""
    import pandas
    from prophet import Prophet, __version__

    logging.getLogger("cmdstanpy").disabled = True

    def forecast(values):
        hours = pandas.date_range("2015-01-01", periods=len(values), freq="h")
        model = Prophet(uncertainty_samples=0)
        model.fit(pandas.DataFrame({"ds": hours, "y": values}))
        return model.predict(model.make_future_dataframe(STEPS, freq="h", include_history=False))["yhat"].to_numpy()

    return forecast, f"prophet-{__version__}"


def auto_ets():
    """Every form of exponential smoothing with a season of 24 hours, the best one by its information criterion."""
    from statsforecast import __version__
    from statsforecast.models import AutoETS

    def forecast(values):
        return AutoETS(season_length=24, model="ZZZ").forecast(numpy.asarray(values, dtype=float), h=STEPS)["mean"]

    return forecast, f"statsforecast-{__version__}"


def main(peer, series, out):
    warnings.filterwarnings("ignore")
    csv.field_size_limit(1 << 24)
    with open(series, newline="") as file:
        rows = [(row["id"], [float(value) for value in row["values"].split()]) for row in csv.DictReader(file)]
    forecast, library = {"prophet": prophet, "auto_ets": auto_ets}[peer]()
    # What is compiled or loaded at the first call is no cost of a series.
    forecast(rows[0][1])
    ready()
    answers = [(name, forecast(values)) for name, values in rows]
    with open(out, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id"] + [f"f{step}" for step in range(1, STEPS + 1)])
        writer.writerows([name, *map(float, values)] for name, values in answers)
    done(library)


main(*sys.argv[1:])
