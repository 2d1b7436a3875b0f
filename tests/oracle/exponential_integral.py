"""e^z E_s(z) at random points, to 20 digits, for the unit test of the same name.

Oracle: mpmath's quadrature of the definition, at 30 and at 45 digits, which must
agree to 20; independent of the continued fraction and the series under test.

    python tests/oracle/exponential_integral.py > tests/data/exponential_integral.csv
"""

import random

import mpmath as mp


def value(s: float, z: float, digits: int) -> mp.mpf:
    mp.mp.dps = digits
    s, z = mp.mpf(s), mp.mpf(z)
    # ∫ e^(-zv) (1+v)^(-s) dv with v = e^u - 1, over the decades where it lives.
    scale = 1 / (z + s + 1)
    points = [mp.log1p(scale * mp.mpf(10) ** k) for k in range(-3, 40, 1)]
    points = [0] + [p for p in points if z * mp.expm1(p) < 400]
    points.append(mp.log1p(400 / z))
    return mp.quad(lambda u: mp.exp(-z * mp.expm1(u) - (s - 1) * u), sorted(set(points)))


def main() -> None:
    draw = random.Random(8_19)
    print("s,z,scaled")
    for row in range(300):
        s = 0.0 if row % 25 == 0 else 10 ** draw.uniform(-3, 4)
        z = 10 ** draw.uniform(-12, 6)
        rough, fine = value(s, z, 30), value(s, z, 45)
        assert abs(rough / fine - 1) < mp.mpf(10) ** -20, (s, z)
        print(f"{s!r},{z!r},{mp.nstr(fine, 20)}")


if __name__ == "__main__":
    main()
