// How value is spread over customers, and the tiers of it.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_PYRAMID_HPP
#define HABITUE_PYRAMID_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "base.hpp"

namespace habitue {

namespace detail {

inline habitue_column cells_of(const double *cells) noexcept { return habitue_f64(nullptr, cells); }
inline habitue_column cells_of(const std::int64_t *cells) noexcept {
    return habitue_i64(nullptr, cells);
}

} // namespace detail

/// How unequally value is spread over customers. The values must live as long as it.
class concentration {
public:
    explicit concentration(lasting<double> values) : concentration(values.data(), values.size()) {}
    /// Over exact minor units (cents) of one currency.
    explicit concentration(lasting<std::int64_t> values)
        : concentration(values.data(), values.size()) {}
    template <class T>
    concentration(const T *values, std::size_t rows)
        : values_(detail::cells_of(values)), rows_(rows) {
        call(habitue_concentration_of, values_, rows_, &figures_);
    }

    /// The counts, totals and coefficients.
    const habitue_concentration &figures() const noexcept { return figures_; }
    /// The share of the net total that the best `customers` (0..=1) hold.
    double share_of_top(double customers) const {
        habitue_concentration asked = HABITUE_CONCENTRATION_INIT;
        double share = 0;
        asked.top_shares = &customers;
        asked.value_of_top = &share;
        asked.top_count = 1;
        call(habitue_concentration_of, values_, rows_, &asked);
        return share;
    }
    /// The smallest share of customers who hold at least `value` (0..=1).
    double top_share_giving(double value) const {
        habitue_concentration asked = HABITUE_CONCENTRATION_INIT;
        double share = 0;
        asked.value_shares = &value;
        asked.top_for_value = &share;
        asked.value_count = 1;
        call(habitue_concentration_of, values_, rows_, &asked);
        return share;
    }

private:
    habitue_column values_;
    std::size_t rows_;
    habitue_concentration figures_ = HABITUE_CONCENTRATION_INIT;
};

/// Which tier each customer stands in, 1 the top, and what each tier holds.
struct tiers {
    std::vector<std::int32_t> tier;
    std::vector<habitue_tier> statistics;
};

namespace detail {

template <class T>
tiers tiers_by(const std::vector<habitue_cut> &cuts, column<T> values) {
    tiers result{std::vector<std::int32_t>(values.size()),
                 std::vector<habitue_tier>(cuts.size() + 1)};
    call(habitue_pyramid_assign_by, cuts.data(), cuts.size(), cells_of(values.data()),
         values.size(), result.tier.data(), result.statistics.data(), result.statistics.size());
    return result;
}

template <class T>
std::vector<std::uint8_t> runs_of(column<T> values, const std::vector<habitue_cut> &ranges) {
    return fetched<std::uint8_t>(habitue_value_runs, cells_of(values.data()), values.size(),
                                 ranges.empty() ? nullptr : ranges.data(), ranges.size());
}

} // namespace detail

/// The tiers of other customers by the cuts of a base, which `pyramid::cuts` gives.
inline tiers assign_by(const std::vector<habitue_cut> &cuts, column<double> values) {
    return detail::tiers_by(cuts, values);
}
/// Over exact minor units.
inline tiers assign_by(const std::vector<habitue_cut> &cuts, column<std::int64_t> values) {
    return detail::tiers_by(cuts, values);
}

/// What a part of a base tells of its customers, of which `pyramid::cuts_of_runs` cuts the whole: the
/// bytes of several parts one behind the other. With `ranges`: of a second pass.
inline std::vector<std::uint8_t> value_runs(column<double> values,
                                            const std::vector<habitue_cut> &ranges = {}) {
    return detail::runs_of(values, ranges);
}
/// Over exact minor units.
inline std::vector<std::uint8_t> value_runs(column<std::int64_t> values,
                                            const std::vector<habitue_cut> &ranges = {}) {
    return detail::runs_of(values, ranges);
}

/// A value pyramid.
class pyramid {
public:
    /// One of HABITUE_PYRAMID_...
    static pyramid preset(std::int32_t which) {
        pyramid made;
        made.options_.preset = which;
        return made;
    }
    /// Tiers from the top down in the ratio of `parts`.
    explicit pyramid(column<double> parts, std::int32_t by = HABITUE_BY_CUSTOMERS,
                     std::int32_t ties = HABITUE_TIES_UPPER,
                     std::int32_t boundary = HABITUE_BOUNDARY_UPPER)
        : parts_(parts.data(), parts.data() + parts.size()) {
        options_.preset = HABITUE_PYRAMID_CUSTOM;
        options_.by = by;
        options_.ties = ties;
        options_.boundary = boundary;
    }

    /// The part of each tier, and so how many there are.
    std::vector<double> parts() const {
        const habitue_pyramid_options asked = c();
        return detail::fetched<double>(habitue_pyramid_parts, &asked);
    }
    std::size_t size() const { return parts().size(); }
    /// The English name of tier `number` of a preset, counted from 1 at the top; else "".
    std::string name(std::size_t number) const { return named(number, HABITUE_ENGLISH); }
    /// Its Chinese name.
    std::string name_zh(std::size_t number) const { return named(number, HABITUE_CHINESE); }
    /// As many threads as `threads` share the work, 0 for all cores.
    tiers assign(column<double> values, std::uint32_t threads = 1) const {
        return assigned(values, threads);
    }
    /// Over exact minor units (cents) of one currency.
    tiers assign(column<std::int64_t> values, std::uint32_t threads = 1) const {
        return assigned(values, threads);
    }
    /// Where a base is cut: values that put other customers into the same tiers (`assign_by`).
    std::vector<habitue_cut> cuts(column<double> values) const { return cut(values); }
    /// Over exact minor units.
    std::vector<habitue_cut> cuts(column<std::int64_t> values) const { return cut(values); }
    /// The cuts of a base whose parts told `runs`, each followed by a cell of `HABITUE_CUT_NONE`; or
    /// the ranges for a second pass of `value_runs`, whose cells are `HABITUE_CUT_WITHIN`.
    std::vector<habitue_cut> cuts_of_runs(const std::vector<std::uint8_t> &runs) const {
        std::vector<habitue_cut> found(2 * (size() - 1));
        const habitue_pyramid_options asked = c();
        call(habitue_pyramid_cuts_of_runs, &asked, runs.data(), runs.size(), found.data(),
             found.size());
        return found;
    }

private:
    pyramid() = default;

    habitue_pyramid_options c() const noexcept {
        habitue_pyramid_options asked = options_;
        asked.parts = parts_.data();
        asked.tier_count = static_cast<std::uint32_t>(parts_.size());
        return asked;
    }
    std::string named(std::size_t number, std::int32_t language) const {
        const char *found = habitue_name(HABITUE_LIST_PYRAMID_TIERS + options_.preset,
                                         static_cast<std::int32_t>(number), language);
        return found != nullptr ? found : "";
    }
    template <class T> tiers assigned(column<T> values, std::uint32_t threads) const {
        tiers result{std::vector<std::int32_t>(values.size()), std::vector<habitue_tier>(size())};
        const habitue_pyramid_options asked = c();
        call(habitue_pyramid_assign, &asked, detail::cells_of(values.data()), values.size(),
             threads, result.tier.data(), result.statistics.data(), result.statistics.size());
        return result;
    }

    template <class T> std::vector<habitue_cut> cut(column<T> values) const {
        std::vector<habitue_cut> found(size() - 1);
        const habitue_pyramid_options asked = c();
        call(habitue_pyramid_cuts, &asked, detail::cells_of(values.data()), nullptr, values.size(),
             1u, found.data(), found.size());
        return found;
    }

    std::vector<double> parts_;
    habitue_pyramid_options options_ = HABITUE_PYRAMID_OPTIONS_INIT;
};

} // namespace habitue

#endif // HABITUE_PYRAMID_HPP
