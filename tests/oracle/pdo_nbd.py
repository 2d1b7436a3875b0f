"""PDO/NBD by its definition, with mpmath at 50 digits.

    python tests/oracle/pdo_nbd.py

Writes tests/data/pdo_nbd.csv (likelihood, P(alive), predictions and rates of customers at random
points) and tests/data/pdo_nbd_derivatives.csv (the likelihood's derivatives, by differences at 50
digits). Nothing is shared with the library: given lambda and theta, a customer's chances are sums
over the opportunities at which they may leave; lambda is integrated out by the moments of the
gamma distribution and theta by those of the beta distribution, each as a quotient of gamma
functions, term by term. Some points are checked by integrating over lambda, and over theta,
numerically instead. Times are the doubles that the file holds, taken as exact.
"""

import csv
import pathlib
import random
from functools import lru_cache

from mpmath import beta, exp, factorial, floor, gamma, log, mp, mpf, quad, rf

mp.dps = 50
DATA = pathlib.Path(__file__).resolve().parents[1] / "data"


@lru_cache(maxsize=100_000)
def stays(model, n, left=0):
    """E[(1 - theta)^n theta^left]."""
    _, _, a, b, _ = model
    return beta(a + left, b + n) / beta(a, b)


@lru_cache(maxsize=100_000)
def silence(model, x, t):
    """E[lambda^x e^(-lambda t)]."""
    r, alpha, *_ = model
    return gamma(r + x) / gamma(r) * alpha**r / (alpha + t) ** (r + x)


def met(model, t):
    return int(floor(t / model[4]))


def paths(model, x, tx, t):
    """The likelihood of having left at each opportunity, and of being there still."""
    tau = model[4]
    m, n = met(model, tx), met(model, t)
    gone = [
        (j, silence(model, x, j * tau) * stays(model, j - 1, 1)) for j in range(m + 1, n + 1)
    ]
    return gone, silence(model, x, t) * stays(model, n)


def likelihood(model, x, tx, t):
    gone, there = paths(model, x, tx, t)
    return sum((part for _, part in gone), there)


def given_theta(model, x, tx, t):
    """The same with theta integrated numerically."""
    _, _, a, b, tau = model
    m, n = met(model, tx), met(model, t)

    def weighed(u):
        # theta = u^8/(u^8 + (1 - u)^8) takes the ends of the beta density away.
        top, rest = u**8, (1 - u) ** 8
        theta, stay = top / (top + rest), rest / (top + rest)
        slope = 8 * (u * (1 - u)) ** 7 / (top + rest) ** 2
        ways = silence(model, x, t) * stay**n
        for j in range(m + 1, n + 1):
            ways += silence(model, x, j * tau) * theta * stay ** (j - 1)
        return ways * theta ** (a - 1) * stay ** (b - 1) / beta(a, b) * slope

    return quad(weighed, [0, mpf(1) / 4, mpf(1) / 2, mpf(3) / 4, 1])


def given_rate(model, x, tx, t):
    """The same with lambda integrated numerically, over its logarithm."""
    r, alpha, _, _, tau = model
    m, n = met(model, tx), met(model, t)

    def weighed(y):
        rate = exp(y)
        ways = exp(-rate * t) * stays(model, n)
        for j in range(m + 1, n + 1):
            ways += exp(-rate * j * tau) * stays(model, j - 1, 1)
        return rate**x * ways * exp(r * log(alpha * rate) - alpha * rate) / gamma(r)

    peak = log((r + x) / (alpha + t))
    bends = [-100, -60, -30, -15, -8, -4, -2, 0, 1, 2, 3, 5, 8]
    return quad(weighed, [peak + bend for bend in bends])


def future(model, x, t):
    """The model of a customer alive at t: lambda and theta as they are known then."""
    r, alpha, a, b, tau = model
    return (r + x, alpha + t, a, b + met(model, t), tau)


def moments(later, t, age):
    """The opportunities in (age, age + t], counted from now."""
    tau = later[4]
    first, last = int(floor(age / tau)), int(floor((age + t) / tau))
    return [j * tau - age for j in range(first + 1, last + 1)]


def alive_at(later, t, age):
    return stays(later, len(moments(later, t, age)))


def over_lives(later, t, age, of):
    """E of what is bought until leaving or t, where `of` is its expectation up to a time."""
    times = moments(later, t, age)
    left = (stays(later, k, 1) * of(time) for k, time in enumerate(times))
    return sum(left, stays(later, len(times)) * of(t))


def expected(later, t, age):
    r, alpha, *_ = later
    return over_lives(later, t, age, lambda u: r / alpha * u)


def exactly(later, n, t, age):
    r, alpha, *_ = later

    def count(u):
        return rf(r, n) / factorial(n) * (alpha / (alpha + u)) ** r * (u / (alpha + u)) ** n

    return over_lives(later, t, age, count)


def at_least(later, n, t, age):
    return 1 - sum(exactly(later, i, t, age) for i in range(n))


def discounted(later, rate, t, age):
    r, alpha, *_ = later
    return over_lives(later, t, age, lambda u: r / alpha * -mp.expm1(-rate * u) / rate)


def between(later, n, start, end, age):
    """n or more purchases in (start, end], with leaving before or within it."""
    r, alpha, *_ = later
    times = moments(later, end, age)

    def tail(u):
        width = max(u - start, mpf(0))
        share = width / (alpha + width)
        none_up = sum(rf(r, i) / factorial(i) * (1 - share) ** r * share**i for i in range(n))
        return 1 - none_up

    left = (stays(later, k, 1) * tail(time) for k, time in enumerate(times))
    return sum(left, stays(later, len(times)) * tail(end))


def rate_moments(model, x, tx, t):
    """Mean and variance of lambda and mean of theta, given the history."""
    whole = likelihood(model, x, tx, t)
    first = likelihood(model, x + 1, tx, t) / whole
    second = likelihood(model, x + 2, tx, t) / whole
    tau = model[4]
    m, n = met(model, tx), met(model, t)
    theta = silence(model, x, t) * stays(model, n, 1)
    theta += sum(silence(model, x, j * tau) * stays(model, j - 1, 2) for j in range(m + 1, n + 1))
    return first, second - first**2, theta / whole


def points(number, seed):
    draw = random.Random(seed)

    def spread(low, high):
        return float(f"{10 ** draw.uniform(low, high):.4g}")

    for index in range(number):
        r, alpha = spread(-1.5, 2), spread(-1, 2)
        a, b = spread(-1.5, 2), spread(-1.5, 2)
        if index % 8 == 0:
            r, a, b = spread(-0.3, 1), spread(-0.3, 1), spread(-0.3, 1)
        t = spread(-1, 3)
        opportunities = 10 ** draw.uniform(-0.5, 2.3 if index % 16 == 5 else 1.4)
        if index % 8 == 0:
            opportunities = 10 ** draw.uniform(-0.5, 0.7)
        tau = float(f"{t / opportunities:.4g}")
        x = draw.choice([0, 0, 1, 2, 5, 20, 200])
        tx = float(f"{t * draw.random():.4g}") if x else 0.0
        if index % 7 == 1:  # a last purchase, and an age, at an opportunity
            tau = 2.0 ** draw.randint(-3, 3)
            t = tau * draw.randint(1, 24)
            tx = tau * draw.randint(1, int(t / tau)) if x else 0.0
        tx = min(tx, t)
        yield (r, alpha, a, b, tau), x, tx, t, draw.choice([0.3, 1.0, 4.0]) * t


def shown(value):
    return mp.nstr(value, 20)


def main():
    header = ["r", "alpha", "a", "b", "tau", "x", "t_x", "t", "horizon", "ln_likelihood"]
    header += ["p_alive", "p_alive_at", "expected", "none", "two", "three_or_more", "discounted"]
    header += ["two_or_more_between", "mean_rate", "variance_rate", "mean_dropout"]
    worst = mpf(0)
    with open(DATA / "pdo_nbd.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(header)
        for index, (given, x, tx, t, horizon) in enumerate(points(112, 8)):
            model = tuple(mpf(value) for value in given)
            history = x, mpf(tx), mpf(t)
            until, age = mpf(horizon), mpf(t)
            whole = likelihood(model, *history)
            if index % 16 == 0:
                with mp.workdps(25):
                    for found in (given_theta(model, *history), given_rate(model, *history)):
                        worst = max(worst, abs(found / whole - 1))
            _, there = paths(model, *history)
            alive = there / whole
            later = future(model, x, age)
            found = [
                log(whole),
                alive,
                alive * alive_at(later, until, age),
                alive * expected(later, until, age),
                1 - alive + alive * exactly(later, 0, until, age),
                alive * exactly(later, 2, until, age),
                alive * at_least(later, 3, until, age),
                alive * discounted(later, mpf("0.01"), until, age),
                alive * between(later, 2, until / 3, until, age),
                *rate_moments(model, *history),
            ]
            rows.writerow([*given, x, tx, t, horizon, *map(shown, found)])
    print("integrals over lambda and theta agree to", mp.nstr(worst, 3))

    free = ["r", "alpha", "a", "b"]
    header = [*free, "tau", "x", "t_x", "t"]
    header += [f"d {one}" for one in free]
    header += [f"d {one} {other}" for i, one in enumerate(free) for other in free[i:]]
    h = mpf(10) ** -14
    with open(DATA / "pdo_nbd_derivatives.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(header)
        for given, x, tx, t, _ in points(64, 9):
            def value(*steps):
                moved = [mpf(v) for v in given]
                for i, step in steps:
                    moved[i] += step * h * mpf(given[i])
                return log(likelihood(tuple(moved), x, mpf(tx), mpf(t)))

            # Differences of logarithms of parameters, then of parameters: errors of h^2.
            row = []
            for i in range(4):
                row.append((value((i, 1)) - value((i, -1))) / (2 * h * given[i]))
            for i in range(4):
                for j in range(i, 4):
                    if i == j:
                        bend = value((i, 1)) - 2 * value() + value((i, -1))
                        row.append(bend / (h * given[i]) ** 2)
                    else:
                        mixed = value((i, 1), (j, 1)) - value((i, 1), (j, -1))
                        mixed += value((i, -1), (j, -1)) - value((i, -1), (j, 1))
                        row.append(mixed / (4 * h * h * given[i] * given[j]))
            rows.writerow([*given, x, tx, t, *map(shown, row)])


if __name__ == "__main__":
    main()
