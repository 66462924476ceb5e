#!/usr/bin/python3
"""Runs channelshift beside the yardsticks, in turn, and prints how fast each is and whether they agree.

    compare.py BUILD [--quick]

BUILD is where preset `bench` was built; `scripts/bench` sees to that. README.md in this folder says how to read the
tables. Exit code 1 if the yardsticks' answers differ from channelshift's beyond chance, 0 otherwise, however slow
anything was.
"""

import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "tests" / "bench"
GENTOO = ROOT / "scenarios" / "gentoo"
WORKLOADS = ["w2", "w1"]
GENTOO_REPLICATIONS = 40
FARTHEST_Z = 4.0
MB = 1e6


class Size:
    """How much of everything: enough for medians, or a first look."""

    def __init__(self, quick):
        self.rounds = 2 if quick else 5              # of the workloads
        self.gentoo_rounds = 1 if quick else 3
        self.national_rounds = 1 if quick else 3
        self.replications = 10 if quick else 40      # channelshift, of a workload
        self.ordinary_years = 2 if quick else 10
        self.simpy_weeks = 8 if quick else 52
        self.thread_replications = 4 if quick else 20
        self.repetitions = 3 if quick else 5         # of a benchmark
        self.min_time_s = 0.1 if quick else 0.3
        self.filter = "^centre/(w|gentoo)" if quick else ""


def note(text):
    print(text, file=sys.stderr, flush=True)


class Run:
    """One program, run to its end: seconds from start to end and on the processor, peak memory, what it printed."""

    def __init__(self, command):
        words = [str(word) for word in command]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
            start = time.perf_counter()
            process = subprocess.Popen(words, stdout=out, stderr=errors, cwd=ROOT)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall_s = time.perf_counter() - start
            self.cpu_s = usage.ru_utime + usage.ru_stime
            self.peak_bytes = usage.ru_maxrss * 1024
            process.returncode = os.waitstatus_to_exitcode(status)
            for file in (out, errors):
                file.seek(0)
            self.text = out.read().decode()
            if process.returncode != 0:
                sys.exit(f"{errors.read().decode()}{' '.join(words)}: exit code {process.returncode}")

    def json(self):
        return json.loads(self.text)


class Answer:
    """A mean and its standard error."""

    def __init__(self, mean, error):
        self.mean, self.error = mean, error


def ratio(numerators, denominators):
    """Ratio of sums, with the standard error of the delta method; the pairs are independent."""
    n = len(numerators)
    mean = sum(numerators) / sum(denominators)
    residuals = [a - mean * b for a, b in zip(numerators, denominators)]
    return Answer(mean, math.sqrt(sum(r * r for r in residuals) / (n - 1) / n) / (sum(denominators) / n))


def distance(a, b):
    """Difference over its standard error."""
    error = math.hypot(a.error, b.error)
    if error > 0:
        return (a.mean - b.mean) / error
    return 0.0 if a.mean == b.mean else math.copysign(math.inf, a.mean - b.mean)


def answers_of_summary(summary):
    """{(place, measure): Answer} of what channelshift printed. Its replications are independent years."""
    baseline = summary["options"]["baseline"]
    roots = math.sqrt(summary["replications"])
    wanted = [("channels", "wait_s"), ("channels", "service_level"), ("channels", "abandoned_share"),
              ("teams", "occupancy")]
    answers = {}
    for part, measure in wanted:
        for place, measures in baseline[part].items():
            answers[place, measure] = Answer(measures[measure]["mean"], measures[measure]["sd"] / roots)
    return answers


def answers_of_weeks(summary, outputs):
    """The same of a yardstick, whose weeks count as independent: each starts on a quiet night."""
    answers = {}
    weeks = [week for output in outputs for week in output["weeks"]]
    for c, channel in enumerate(summary["options"]["baseline"]["channels"]):
        offered = [week[c][0] for week in weeks]
        for k, measure in [(1, "wait_s"), (2, "service_level"), (3, "abandoned_share")]:
            answers[channel, measure] = ratio([week[c][k] for week in weeks], offered)
    team_weeks = [week for output in outputs for week in output.get("team_weeks", [])]
    for t, team in enumerate(summary["options"]["baseline"]["teams"]):
        if team_weeks:
            answers[team, "occupancy"] = ratio([week[t][0] for week in team_weeks], [week[t][1] for week in team_weeks])
    return answers


def simulated_contacts(summary, tables):
    """Contacts of all replications; those of the warm-up counted as those of any other weeks."""
    a_year = sum(channel["offered"]["mean"] for channel in summary["options"]["baseline"]["channels"].values())
    weeks = tables["weeks"] + tables["warm_up_weeks"]
    return a_year * 7 * weeks / 365.25 * summary["replications"]


class Workload:
    """Rounds of one workload in channelshift and both yardsticks."""

    def __init__(self, name, build, folder, size):
        self.name, self.build, self.folder, self.size = name, build, folder, size
        self.scenario = BENCH / f"{name}.toml"
        self.tables_file = folder / f"{name}.json"
        text = Run([build / "scenario_tables", self.scenario]).text
        self.tables_file.write_text(text, encoding="utf-8")
        self.tables = json.loads(text)
        self.per_s = {"channelshift": [], "ordinary": [], "simpy": []}
        self.per_cpu_s = []
        self.outputs = {"ordinary": [], "simpy": []}
        self.summary = None

    def round(self, number):
        run = Run([self.build / "channelshift", "run", self.scenario, "-n", self.size.replications, "-j", 1, "--quiet",
                   "--format", "json", "-o", self.folder / f"{self.name}.h5"])
        self.summary = run.json()
        contacts = simulated_contacts(self.summary, self.tables)
        self.per_s["channelshift"].append(contacts / run.wall_s)
        self.per_cpu_s.append(contacts / run.cpu_s)
        seed = 1000 * (number + 1)
        self.yardstick("ordinary", [self.build / "ordinary_kernel", self.scenario, self.size.ordinary_years, seed])
        self.yardstick("simpy", ["/usr/bin/python3", BENCH / "simpy_model.py", self.tables_file, self.size.simpy_weeks,
                                 seed])

    def yardstick(self, name, command):
        output = Run(command).json()
        self.outputs[name].append(output)
        self.per_s[name].append(output["simulated"] / output["seconds"])

    def speed(self, name="channelshift"):
        return statistics.median(self.per_s[name])

    def times(self, name):
        """How many times as fast as a yardstick: the median over rounds of the ratio within a round."""
        return statistics.median(a / b for a, b in zip(self.per_s["channelshift"], self.per_s[name]))

    def agreement(self):
        """Rows (place, measure, ours, {yardstick: (Answer, z)})."""
        ours = answers_of_summary(self.summary)
        theirs = {name: answers_of_weeks(self.summary, outputs) for name, outputs in self.outputs.items()}
        for key, answer in ours.items():
            found = {}
            for name, answers in theirs.items():
                if key in answers:
                    other = answers[key]
                    found[name] = (other, distance(answer, other))
            yield key[0], key[1], answer, found


class Gentoo:
    """Rounds of the Gentoo scenario with its options, through the whole program."""

    def __init__(self, build, folder, size):
        self.build, self.folder, self.size = build, folder, size
        self.run_s, self.two_against_one, self.peaks = [], [], []

    def options(self, replications):
        return ["run", GENTOO, "-n", replications, "--quiet", "--format", "json", "-o", self.folder / "gentoo.h5"]

    def round(self):
        self.run_s.append(Run([ROOT / "scripts" / "run", *self.options(GENTOO_REPLICATIONS)]).wall_s)
        one, two = (Run([self.build / "channelshift", *self.options(self.size.thread_replications), "-j", threads])
                    for threads in (1, 2))
        self.two_against_one.append(one.wall_s / two.wall_s)
        self.peaks.append(two.peak_bytes - results_bytes(two.json()))


class National:
    """Rounds of one replication of a national centre, through the whole program: does a contact cost more where there
    are many agents and teams?"""

    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.scenario = BENCH / "national.toml"
        calendar = tomllib.loads(self.scenario.read_text(encoding="utf-8"))["calendar"]
        self.weeks = {"weeks": calendar["weeks"], "warm_up_weeks": calendar["warm-up-weeks"]}
        self.ns, self.beside_w2, self.peaks = [], [], []

    def round(self, w2):
        """After a round of W2, the workload that it stands beside."""
        run = Run([self.build / "channelshift", "run", self.scenario, "-n", 1, "-j", 1, "--quiet", "--format", "json",
                   "-o", self.folder / "national.h5"])
        self.ns.append(1e9 * run.wall_s / simulated_contacts(run.json(), self.weeks))
        self.beside_w2.append(self.ns[-1] * w2.per_s["channelshift"][-1] / 1e9)
        self.peaks.append(run.peak_bytes)


def results_bytes(summary):
    """What results may take by themselves: 8 bytes a measure, place, option and replication; 100 a day, channel and
    option."""
    runs = list(summary["options"].values()) + list(summary.get("options_first_year", {}).values())
    measures = sum(len(place) for run in runs for part in ["channels", "teams"] for place in run[part].values())
    channel_days = sum(len(run["channels"]) for run in runs) * 7 * summary["weeks"]
    return 8 * measures * summary["replications"] + 100 * channel_days


def benchmarks(build, folder, size):
    """{name: {"per_s": ..., "ns": ..., "ms": ...}} of the Google benchmarks, medians over repetitions, CPU time."""
    file = folder / "benchmarks.json"
    Run([build / "benchmarks", f"--benchmark_filter={size.filter or '.'}", f"--benchmark_out={file}",
         "--benchmark_out_format=json", f"--benchmark_repetitions={size.repetitions}",
         f"--benchmark_min_time={size.min_time_s}", "--benchmark_enable_random_interleaving=true",
         "--benchmark_report_aggregates_only=true"])
    found = {}
    to_ms = {"ns": 1e-6, "us": 1e-3, "ms": 1.0, "s": 1e3}
    lines = json.loads(file.read_text(encoding="utf-8"))["benchmarks"]
    for line in sorted(lines, key=lambda line: (line["family_index"], line["per_family_instance_index"])):
        name = line["run_name"]
        if line.get("error_occurred"):
            sys.exit(f"benchmark {name}: {line['error_message']}")
        if line.get("aggregate_name") != "median":
            continue
        time_of = "real_time" if name.endswith("/real_time") else "cpu_time"
        found[name] = {"ms": line[time_of] * to_ms[line["time_unit"]]}
        for item in ["word", "draw", "event", "contact"]:
            if item + "s" in line:
                found[name].update({"item": item, "per_s": line[item + "s"], "ns": 1e9 / line[item + "s"]})
    return found


def print_reach(workloads, gentoo, national, found):
    w1, w2 = workloads["w1"], workloads["w2"]
    ten = found["centre/w2/ten times"]["ns"] / found["centre/w2"]["ns"]
    peak = max(gentoo.peaks) / MB
    rows = [  # what, value, unit, at least, aim, more is better
        ("W2 through the whole program, one thread", w2.speed() / 1e6, "M contacts/s", 12, 16, True),
        ("W1 through the whole program, one thread", w1.speed() / 1e6, "M contacts/s", 20, 25, True),
        ("Gentoo baseline, one year of one replication", found["centre/gentoo"]["ms"], "ms", 80, 40, False),
        (f"scripts/run, nothing to build, {GENTOO_REPLICATIONS} replications", statistics.median(gentoo.run_s), "s", 8,
         4, False),
        ("two threads against one, Gentoo", statistics.median(gentoo.two_against_one), "times", 1.9, 1.95, True),
        ("peak memory beside the results, Gentoo, 2 threads", peak, "MB", 64 + 2 * 10, 32 + 2 * 4, False),
        ("against the ordinary kernel, W2", w2.times("ordinary"), "times", 2.2, 3, True),
        ("against the ordinary kernel, W1", w1.times("ordinary"), "times", None, None, True),
        ("against SimPy, W2", w2.times("simpy"), "times", 60, 90, True),
        ("against SimPy, W1", w1.times("simpy"), "times", None, None, True),
        ("cost of a contact at ten times the size, W2", ten, "times", 1.3, 1.1, False),
        ("a contact of W2, whole program, one thread", 1e9 / w2.speed(), "ns", None, None, False),
        ("a contact of the national centre, likewise", statistics.median(national.ns), "ns", None, None, False),
        ("the second against the first", statistics.median(national.beside_w2), "times", 2, 1.5, False),
        ("peak memory, national centre, one thread", max(national.peaks) / MB, "MB", 64 + 10, 32 + 4, False),
    ]
    print(f"\n{'what':<52}{'measured':>10} {'unit':<13}{'at least':>9}{'aim':>6}")
    for what, value, unit, least, aim, more in rows:
        reached = ""
        if least is not None:
            good = [value >= goal if more else value <= goal for goal in (least, aim)]
            reached = "aim" if good[1] else "reached" if good[0] else "short"
        print(f"{what:<52}{value:>10.3g} {unit:<13}{show(least):>9}{show(aim):>6}  {reached}".rstrip())


def show(number):
    return "" if number is None else f"{number:g}"


def print_speeds(workloads):
    w1, w2 = workloads["w1"], workloads["w2"]
    rows = [("channelshift, whole program", w1.per_s["channelshift"], w2.per_s["channelshift"]),
            ("the same by its time on the processor", w1.per_cpu_s, w2.per_cpu_s),
            ("ordinary kernel", w1.per_s["ordinary"], w2.per_s["ordinary"]),
            ("SimPy", w1.per_s["simpy"], w2.per_s["simpy"])]
    print(f"\n{'M contacts/s, one thread: median (least to most)':<48}{'W1':>26}{'W2':>26}")
    for title, *columns in rows:
        print(f"{title:<48}" + "".join(f"{spread(speeds):>26}" for speeds in columns))


def spread(speeds):
    middle, least, most = (f"{speed / 1e6:.3g}" for speed in (statistics.median(speeds), min(speeds), max(speeds)))
    return f"{middle} ({least} to {most})"


def print_benchmarks(found):
    print(f"\n{'in the process, one core':<58}{'M/s':>10}{'ns each':>20}{'ms a run':>12}")
    for name, line in found.items():
        each = f"{line['per_s'] / 1e6:>10.4g}{line['ns']:>12.4g} {line['item']:<7}" if "item" in line else ""
        whole = f"{line['ms']:>12.3g}" if line["ms"] >= 1 else ""
        print(f"{name.removesuffix('/real_time'):<58}{each:<30}{whole}".rstrip())


def print_agreement(workloads):
    """Prints the answers side by side; true if no yardstick is too far away."""
    print(f"\n{'answers, with standard errors':<32}{'channelshift':>20}{'ordinary':>18}{'z':>6}{'SimPy':>18}{'z':>6}")
    all_agree = True
    for workload in workloads.values():
        for place, measure, answer, found in workload.agreement():
            line = f"{workload.name + ' ' + place + ' ' + measure:<32}{text_of(answer):>20}"
            for name in ["ordinary", "simpy"]:
                if name not in found:
                    line += f"{'':>24}"
                    continue
                other, z = found[name]
                all_agree &= abs(z) < FARTHEST_Z
                line += f"{text_of(other):>18}{z:>6.1f}"
            print(line.rstrip())
    verdict = "agree" if all_agree else "DO NOT AGREE"
    print(f"\nThe yardsticks {verdict} with channelshift: every |z| should be below {FARTHEST_Z:g}.")
    return all_agree


def text_of(answer):
    digits = 2 if answer.mean >= 2 else 4
    return f"{answer.mean:.{digits}f}+-{answer.error:.{digits}f}"


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), "unknown processor")
    return f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"


def main():
    parser = argparse.ArgumentParser(description="channelshift beside the yardsticks")
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    size = Size(arguments.quick)
    build = arguments.build.resolve()
    print(machine())
    if os.getloadavg()[0] > 0.5:
        note("The machine has other work: absolute figures will be too low, ratios less so.")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        workloads = {w: Workload(w, build, folder, size) for w in WORKLOADS}
        gentoo = Gentoo(build, folder, size)
        national = National(build, folder)
        for number in range(size.rounds):
            note(f"round {number + 1} of {size.rounds}")
            for workload in workloads.values():
                workload.round(number)
            if number < size.gentoo_rounds:
                gentoo.round()
            if number < size.national_rounds:
                national.round(workloads["w2"])
        note("benchmarks in the process")
        found = benchmarks(build, folder, size)
    print_reach(workloads, gentoo, national, found)
    print_speeds(workloads)
    print_benchmarks(found)
    return 0 if print_agreement(workloads) else 1


if __name__ == "__main__":
    sys.exit(main())
