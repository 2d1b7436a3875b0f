// How value is spread over customers, and the tiers of it.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_PYRAMID_HPP
#define HABITUE_PYRAMID_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "base.hpp"

namespace habitue {

/// How unequally value is spread over customers.
class concentration
    : public detail::owner<habitue_concentration, habitue_concentration_free> {
public:
    explicit concentration(column<double> values)
        : owner(detail::from(), habitue_concentration_new, values.data(), values.size()) {}
    /// Over exact minor units (cents) of one currency.
    explicit concentration(column<std::int64_t> values)
        : owner(detail::from(), habitue_concentration_new_minor, values.data(), values.size()) {}

    /// The share of the net total that the best `customers` (0..=1) hold.
    double share_of_top(double customers) const {
        double share = 0;
        call(habitue_concentration_share_of_top, get(), &customers, std::size_t{1}, &share);
        return share;
    }
    /// The smallest share of customers who hold at least `value` (0..=1).
    double top_share_giving(double value) const {
        double share = 0;
        call(habitue_concentration_top_share_giving, get(), &value, std::size_t{1}, &share);
        return share;
    }
    /// One of HABITUE_GINI_...
    double gini(std::int32_t kind = HABITUE_GINI_BIASED) const {
        double result = 0;
        call(habitue_concentration_gini, get(), kind, &result);
        return result;
    }
};

/// Which tier each customer stands in, 1 the top, and what each tier holds.
template <class Statistics> struct assignment {
    std::vector<std::int32_t> tier;
    std::vector<Statistics> statistics;
};
using tiers = assignment<habitue_tier>;
using tiers_minor = assignment<habitue_tier_minor>;

/// A value pyramid.
class pyramid : public detail::owner<habitue_pyramid, habitue_pyramid_free> {
public:
    /// One of HABITUE_PYRAMID_...
    static pyramid preset(std::int32_t which) { return pyramid(detail::from(), habitue_pyramid_preset, which); }
    /// Tiers from the top down in the ratio of `parts`.
    explicit pyramid(column<double> parts, std::int32_t by = HABITUE_BY_CUSTOMERS,
                     std::int32_t ties = HABITUE_TIES_UPPER,
                     std::int32_t boundary = HABITUE_BOUNDARY_UPPER)
        : owner(detail::from(), habitue_pyramid_new, parts.data(), parts.size(), by, ties, boundary) {}

    std::size_t size() const { return habitue_pyramid_tiers(get()); }
    /// The English name of tier `number`, counted from 1 at the top.
    std::string name(std::size_t number) const {
        return detail::fetched_text(habitue_pyramid_tier_name, get(), number);
    }
    /// Its Chinese name.
    std::string name_zh(std::size_t number) const {
        return detail::fetched_text(habitue_pyramid_tier_name_zh, get(), number);
    }
    tiers assign(column<double> values) const {
        tiers result{std::vector<std::int32_t>(values.size()), std::vector<habitue_tier>(size())};
        call(habitue_pyramid_assign, get(), values.data(), values.size(), result.tier.data(),
             result.statistics.data(), result.statistics.size());
        return result;
    }
    /// Over exact minor units (cents) of one currency.
    tiers_minor assign(column<std::int64_t> values) const {
        tiers_minor result{std::vector<std::int32_t>(values.size()),
                           std::vector<habitue_tier_minor>(size())};
        call(habitue_pyramid_assign_minor, get(), values.data(), values.size(),
             result.tier.data(), result.statistics.data(), result.statistics.size());
        return result;
    }

private:
    using owner::owner;
};

} // namespace habitue

#endif // HABITUE_PYRAMID_HPP
