#!/usr/bin/python3
"""The yardstick in Python: the same centre as its users would write it in SimPy, one process for each contact.

    simpy_model.py TABLES.json WEEKS SEED

TABLES.json is what `scenario_tables` prints. Prints as JSON the seconds that WEEKS measured weeks took (after the
warm-up, which is timed too), the contacts simulated, and for each week and channel
[offered, wait in s, answered in target, abandoned].
"""

import collections
import itertools
import json
import math
import random
import sys
import time

import simpy

WEEK_S = 7 * 86400.0


def steps(weekly):
    """(value, until) of a weekly table, for ever."""
    ends = [start for start, _ in weekly[1:]] + [WEEK_S]
    for week in itertools.count():
        for (_, value), end in zip(weekly, ends):
            yield value, week * WEEK_S + end


class Team:
    def __init__(self, answers):
        self.answers = answers
        self.staff = 0
        self.busy = 0


class Centre:
    def __init__(self, env, tables, weeks):
        self.env = env
        self.weeks = weeks
        self.warm_up_weeks = tables["warm_up_weeks"]
        self.channels = tables["channels"]
        self.is_open = [False] * len(self.channels)
        self.queues = [collections.deque() for _ in self.channels]
        self.teams = [Team(team["answers"]) for team in tables["teams"]]
        self.teams_of = [[team for team in self.teams if c in team.answers] for c in range(len(self.channels))]
        self.sums = [[[0, 0.0, 0, 0] for _ in self.channels] for _ in range(weeks + 1)]
        self.simulated = 0
        for c, channel in enumerate(self.channels):
            env.process(self.open_and_close(c, channel["open"]))
        for team, table in zip(self.teams, tables["teams"]):
            env.process(self.shifts(team, table["staff"]))
        for demand in tables["demands"]:
            env.process(self.arrivals(demand))

    def open_and_close(self, c, weekly):
        for value, until in steps(weekly):
            self.is_open[c] = value > 0
            yield self.env.timeout(until - self.env.now)

    def shifts(self, team, weekly):
        for value, until in steps(weekly):
            team.staff = int(value)
            while team.busy < team.staff and self.call_next(team):
                pass
            yield self.env.timeout(until - self.env.now)

    def arrivals(self, demand):
        """Draws afresh whenever the rate changes: the exponential has no memory."""
        c = demand["channel"]
        variance = math.log(1 + demand["handle_cv"] ** 2)
        mu, sigma = math.log(demand["handle_s"]) - variance / 2, math.sqrt(variance)
        for rate, until in steps(demand["per_s"]):
            while rate > 0:
                gap = random.expovariate(rate)
                if self.env.now + gap >= until:
                    break
                yield self.env.timeout(gap)
                self.env.process(self.contact(c, random.lognormvariate(mu, sigma)))
            yield self.env.timeout(until - self.env.now)

    def contact(self, c, handle_s):
        arrived = self.env.now
        channel = self.channels[c]
        self.simulated += 1
        week = int(arrived / WEEK_S) - self.warm_up_weeks
        sums = self.sums[week if 0 <= week < self.weeks else self.weeks][c]
        sums[0] += 1
        team = next((team for team in self.teams_of[c] if team.busy < team.staff), None)
        if team is not None:
            team.busy += 1
        else:
            turn = self.env.event()
            self.queues[c].append(turn)
            if channel["patience_s"] is None:
                yield turn
            else:
                yield turn | self.env.timeout(random.expovariate(1 / channel["patience_s"]))
            if not turn.triggered:
                turn.given_up = True
                sums[1] += self.env.now - arrived
                sums[3] += 1
                return
            team = turn.value
        wait = self.env.now - arrived
        sums[1] += wait
        sums[2] += wait <= channel["target_s"]
        yield self.env.timeout(handle_s)
        team.busy -= 1
        self.call_next(team)

    def call_next(self, team):
        """An agent without work calls the next contact; one whose shift is over only from a channel that is closed."""
        on_shift = team.busy < team.staff
        for c in team.answers:
            if not on_shift and self.is_open[c]:
                continue
            queue = self.queues[c]
            while queue:
                turn = queue.popleft()
                if not hasattr(turn, "given_up"):
                    team.busy += 1
                    turn.succeed(team)
                    return True
        return False


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        tables = json.load(file)
    weeks = int(sys.argv[2])
    random.seed(int(sys.argv[3]))
    start = time.perf_counter()
    env = simpy.Environment()
    centre = Centre(env, tables, weeks)
    # A day more, so that all that is measured comes to its end.
    env.run(until=(tables["warm_up_weeks"] + weeks) * WEEK_S + 86400)
    seconds = time.perf_counter() - start
    json.dump({"seconds": seconds, "simulated": centre.simulated, "weeks": centre.sums[:-1]}, sys.stdout)


if __name__ == "__main__":
    main()
