// Scoring single customers as their purchases arrive.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_SCORER_HPP
#define HABITUE_SCORER_HPP

#include <cstdint>
#include <utility>
#include <vector>

#include "base.hpp"
#include "customers.hpp"
#include "model.hpp"
#include "summary.hpp"

namespace habitue {

/// What is scored: purchases within `to`, and the value within `horizon`.
class scorer_options {
public:
    scorer_options(double to, double horizon) noexcept {
        numbers.to = to;
        numbers.horizon = horizon;
    }
    /// The other members of habitue_scorer_options; `lowest` and `tiers` are set here.
    habitue_scorer_options numbers = HABITUE_SCORER_OPTIONS_INIT;

    scorer_options &rate(double continuous) noexcept {
        numbers.rate = continuous;
        return *this;
    }
    scorer_options &margin(double share) noexcept {
        numbers.margin = share;
        return *this;
    }
    /// The smallest value of each tier from the top down, without the last.
    scorer_options &lowest(std::vector<double> values) {
        lowest_ = std::move(values);
        return *this;
    }
    /// The structure of habitue.h, for as long as this value lives and is not changed.
    habitue_scorer_options c() const noexcept {
        habitue_scorer_options result = numbers;
        result.lowest = lowest_.empty() ? nullptr : lowest_.data();
        result.tiers = static_cast<std::uint32_t>(lowest_.size());
        return result;
    }

private:
    std::vector<double> lowest_;
};

/// A model held ready for single customers, for any number of threads at once.
class scorer : public detail::owner<habitue_scorer, habitue_scorer_free> {
public:
    /// A purchase is worth a customer's past mean.
    scorer(const model &of, const scorer_options &options) : owner(made(of, nullptr, options)) {}
    /// What it is worth by a model of spend.
    scorer(const model &of, const model &spend, const scorer_options &options)
        : owner(made(of, spend.get(), options)) {}

    /// Reads histories and mean_spend.
    std::vector<habitue_customer_now> score(const customers &who) const {
        std::vector<habitue_customer_now> result(who.size());
        const customers::passed rows(who);
        call(habitue_scorer_score, get(), rows.c(), result.data(), result.size());
        return result;
    }
    /// Takes in a single transaction of a customer, and scores the customer as of then;
    /// `calibrated` is 0 where nothing calibrates the customer.
    habitue_customer_now rescore(live &open, std::int64_t customer, std::int32_t day,
                                 std::int64_t minor, std::uint64_t sequence = 0) const {
        habitue_customer_now result;
        const habitue_scorer *const own = get();
        call(habitue_live_purchase, open.get(), customer, day, minor, sequence, own, &result);
        return result;
    }
    /// A customer of a live summary as of now; `calibrated` is 0 where nothing calibrates them.
    habitue_customer_now read(const live &open, std::int64_t customer) const {
        habitue_customer_now result;
        const habitue_column keys = habitue_i64(nullptr, &customer);
        const habitue_scorer *const own = get();
        call(habitue_live_rows, open.get(), keys, std::size_t{1}, own, &result);
        return result;
    }
    static scorer from_bytes(column<std::uint8_t> bytes) {
        return scorer(detail::opened(&habitue_opened_state::scorer, bytes));
    }
    /// Whole models, valuation, tiers and what else was stated.
    std::vector<std::uint8_t> to_bytes() const {
        return detail::bytes_of(&habitue_state::scorer, get());
    }
    /// What it states; its `cuts` are not fetched.
    habitue_scorer_info info() const {
        habitue_scorer_info result = HABITUE_SCORER_INFO_INIT;
        habitue_model **const none = nullptr;
        call(habitue_scorer_inspect, get(), &result, none, none);
        return result;
    }
    /// The model of who is still a customer.
    model purchase_model() const {
        habitue_scorer_info told = HABITUE_SCORER_INFO_INIT;
        habitue_model *made = nullptr;
        habitue_model **const none = nullptr;
        call(habitue_scorer_inspect, get(), &told, &made, none);
        return model(made);
    }

private:
    using owner::owner;
    static habitue_scorer *made(const model &of, const habitue_model *spend,
                                const scorer_options &options) {
        const habitue_scorer_options chosen = options.c();
        habitue_scorer *result = nullptr;
        call(habitue_scorer_new, of.get(), spend, &chosen, &result);
        return result;
    }
};

} // namespace habitue

#endif // HABITUE_SCORER_HPP
