// Customers drawn at random from a model.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_SIMULATION_HPP
#define HABITUE_SIMULATION_HPP

#include <cstdint>
#include <vector>

#include "base.hpp"
#include "customers.hpp"
#include "model.hpp"

namespace habitue {

/// Purchases one by one, customer after customer in the order of time.
struct purchases {
    /// The row of the customer.
    std::vector<std::uint64_t> customer;
    /// Counted from the customer's first purchase, of a future from T.
    std::vector<double> time;
    /// What was spent; empty without a model of spend.
    std::vector<double> amount;
};

/// How customers are drawn: the members of habitue_simulation_options.
struct simulation_options {
    habitue_simulation_options numbers = HABITUE_SIMULATION_OPTIONS_INIT;

    simulation_options &seed(std::uint64_t value) noexcept {
        numbers.seed = value;
        return *this;
    }
    /// For how long new customers are followed after T.
    simulation_options &holdout(double time) noexcept {
        numbers.holdout = time;
        return *this;
    }
    /// How far ahead customers with a history are followed, rather than that new ones are drawn.
    simulation_options &horizon(double time) noexcept {
        numbers.horizon = time;
        return *this;
    }
    simulation_options &every_purchase(bool yes = true) noexcept {
        numbers.every_purchase = yes;
        return *this;
    }
    /// What is spent is drawn from this model, which must live until the customers are drawn.
    simulation_options &spend(const model &of) noexcept {
        numbers.spend_model = of.get();
        return *this;
    }
    simulation_options &spend(model &&) = delete;
};

/// What was drawn. Columns that the simulation does not have are refused by name.
class simulation : public detail::owner<habitue_simulation, habitue_simulation_free> {
public:
    simulation(const model &of, const customers &who,
               const simulation_options &options = simulation_options(), const job &how = job())
        : owner(made(of, who, options, how)) {}

    std::size_t size() const { return inspect().rows; }
    habitue_simulation_info inspect() const {
        habitue_simulation_info result;
        call(habitue_simulation_inspect, get(), &result);
        return result;
    }

    std::vector<std::uint32_t> frequency() const {
        return read(&habitue_simulation_columns::frequency);
    }
    std::vector<double> recency() const { return read(&habitue_simulation_columns::recency); }
    std::vector<double> age() const { return read(&habitue_simulation_columns::age); }
    std::vector<double> log_intervals() const {
        return read(&habitue_simulation_columns::log_intervals);
    }
    std::vector<std::uint32_t> holdout_frequency() const {
        return read(&habitue_simulation_columns::holdout_frequency);
    }
    std::vector<double> left() const { return read(&habitue_simulation_columns::left); }
    std::vector<double> mean_spend() const {
        return read(&habitue_simulation_columns::mean_spend);
    }
    std::vector<double> holdout_mean_spend() const {
        return read(&habitue_simulation_columns::holdout_mean_spend);
    }
    /// Of a future: purchases in (T, T + horizon].
    std::vector<std::uint32_t> purchases_ahead() const {
        return read(&habitue_simulation_columns::purchases);
    }
    std::vector<std::int64_t> cohort() const { return read(&habitue_simulation_columns::cohort); }
    std::vector<std::uint32_t> period() const {
        return read(&habitue_simulation_columns::period);
    }
    std::vector<std::uint64_t> survivors() const {
        return read(&habitue_simulation_columns::survivors);
    }
    std::vector<double> renewals() const { return read(&habitue_simulation_columns::renewals); }

    /// Empty unless every purchase was asked for; `amounts` where a model of spend was given.
    purchases every_purchase(bool amounts) const {
        std::size_t needed = inspect().purchases;
        purchases result;
        result.customer.resize(needed);
        result.time.resize(needed);
        result.amount.resize(amounts ? needed : 0);
        call(habitue_simulation_purchases, get(), result.customer.data(), result.time.data(),
             amounts ? result.amount.data() : nullptr, needed, &needed);
        return result;
    }

private:
    static habitue_simulation *made(const model &of, const customers &who,
                                    const simulation_options &options, const job &how) {
        const customers::passed rows(who);
        detail::working work(how);
        return work.make<habitue_simulation>(habitue_simulation_new, of.get(), rows.c(),
                                             &options.numbers, work.c());
    }
    template <class T> std::vector<T> read(T *habitue_simulation_columns::*which) const {
        std::vector<T> result(size());
        habitue_simulation_columns columns = HABITUE_SIMULATION_COLUMNS_INIT;
        columns.rows = result.size();
        columns.*which = result.data();
        call(habitue_simulation_read, get(), &columns);
        return result;
    }
};

} // namespace habitue

#endif // HABITUE_SIMULATION_HPP
