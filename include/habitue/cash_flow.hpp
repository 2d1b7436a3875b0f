// Payments in time, and what they are worth.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_CASH_FLOW_HPP
#define HABITUE_CASH_FLOW_HPP

#include <cstdint>
#include <vector>

#include "base.hpp"

namespace habitue {

/// Payments in time: exact money of one currency, or the doubles that a model expects.
class cash_flow : public detail::owner<habitue_cash_flow, habitue_cash_flow_free> {
public:
    /// Of doubles: times from the valuation, amounts, and probabilities, or none for certain ones.
    cash_flow(column<double> time, column<double> amount, column<double> probability = {})
        : cash_flow(text(), time, habitue_f64(nullptr, amount.data()), amount.size(), probability) {}
    /// Of minor units (cents) of a currency.
    cash_flow(text currency, column<double> time, column<std::int64_t> amount,
              column<double> probability = {})
        : cash_flow(currency, time, habitue_i64(nullptr, amount.data()), amount.size(),
                    probability) {}
    /// The payments behind a formula, one of HABITUE_FORMULA_...
    static cash_flow of(std::int32_t formula, const habitue_evidence &inputs) {
        return cash_flow(detail::from(), habitue_cash_flow_of, formula, &inputs);
    }

    /// How many payments, of which currency, and their exact total.
    habitue_cash_flow_info info() const {
        habitue_cash_flow_info result = HABITUE_CASH_FLOW_INFO_INIT;
        call(habitue_cash_flow_inspect, get(), &result);
        return result;
    }
    /// The expected present value at a rate per period (or year) above -1, in major units.
    double present_value(double rate) const {
        double value = 0;
        call(habitue_cash_flow_value, get(), &rate, std::size_t{1}, &value, nullptr);
        return value;
    }
    /// When it has paid back, 0 for simple payback; NaN if it never does.
    double payback(double rate = 0) const {
        double time = 0;
        call(habitue_cash_flow_value, get(), &rate, std::size_t{1}, nullptr, &time);
        return time;
    }
    /// In exact money, each amount rounded to the minor unit; one of HABITUE_ROUNDING_...
    cash_flow in_currency(text currency,
                          std::int32_t rounding = HABITUE_ROUNDING_HALF_EVEN) const {
        return cash_flow(detail::from(), habitue_cash_flow_in_currency, get(), currency.c(),
                         rounding);
    }

private:
    using owner::owner;

    cash_flow(text currency, column<double> time, habitue_column amount, std::size_t rows,
              column<double> probability)
        : owner(detail::from(), habitue_cash_flow_new, currency.c(),
                of_length("time", time, rows), amount,
                probability.data() ? of_length("probability", probability, rows) : nullptr, rows) {}

    static const double *of_length(const char *name, column<double> cells, std::size_t rows) {
        detail::same_length(name, cells.size(), rows);
        return cells.data();
    }
};

} // namespace habitue

#endif // HABITUE_CASH_FLOW_HPP
