// Transactions and the tables of customers that they sum up to.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_SUMMARY_HPP
#define HABITUE_SUMMARY_HPP

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base.hpp"

namespace habitue {

/// What is known of the customers of a window, as columns.
class table : public detail::owner<habitue_table, habitue_table_free> {
public:
    std::size_t size() const {
        std::size_t customers = 0, key_bytes = 0;
        std::uint8_t text_keys = 0;
        call(habitue_table_shape, get(), &customers, &text_keys, &key_bytes);
        return customers;
    }
    /// x, the repeat occasions of the calibration.
    std::vector<std::uint32_t> x() const { return history<std::uint32_t>(0); }
    /// t_x, from the first occasion to the last, in the unit of the window.
    std::vector<double> t_x() const { return history<double>(1); }
    /// T, from the first occasion to the end of the calibration.
    std::vector<double> t() const { return history<double>(2); }
    /// Occasions of the holdout.
    std::vector<std::uint32_t> holdout_x() const { return history<std::uint32_t>(3); }
    /// Spend of the repeat occasions, in minor units.
    std::vector<std::int64_t> repeat_spend() const { return spend(1); }
    /// Spend of all occasions of the calibration, in minor units.
    std::vector<std::int64_t> total_spend() const { return spend(2); }
    /// The mean amount of the repeat occasions, in units of the currency.
    std::vector<double> mean_repeat_spend() const {
        std::vector<double> result(size());
        call(habitue_table_mean_repeat_spend, get(), result.data(), result.size());
        return result;
    }
    /// Integer keys, ascending.
    std::vector<std::int64_t> keys() const {
        std::vector<std::int64_t> result(size());
        call(habitue_table_keys, get(), result.data(), result.size());
        return result;
    }
    /// What became of every transaction.
    habitue_audit audit() const {
        habitue_audit result;
        call(habitue_table_audit, get(), &result);
        return result;
    }

private:
    friend class summary;
    using owner::owner;
    template <class T> std::vector<T> history(int place) const {
        std::vector<T> result(size());
        void *columns[4] = {nullptr, nullptr, nullptr, nullptr};
        columns[place] = result.data();
        call(habitue_table_history, get(), static_cast<std::uint32_t *>(columns[0]),
             static_cast<double *>(columns[1]), static_cast<double *>(columns[2]),
             static_cast<std::uint32_t *>(columns[3]), result.size());
        return result;
    }
    std::vector<std::int64_t> spend(int place) const {
        std::vector<std::int64_t> result(size());
        std::int64_t *columns[4] = {nullptr, nullptr, nullptr, nullptr};
        columns[place] = result.data();
        call(habitue_table_spend, get(), columns[0], columns[1], columns[2], columns[3],
             result.size());
        return result;
    }
};

/// Rows of a file that were refused.
class rejections : public detail::owner<habitue_rejections, habitue_rejections_free> {
public:
    std::uint64_t rows() const { return counts().first; }
    std::uint64_t rejected() const { return counts().second; }
    /// The rejected rows that were kept in full, as the errors that they are.
    std::vector<error> examples() const {
        std::size_t kept = 0;
        counts(&kept);
        std::vector<error> result;
        for (std::size_t index = 0; index < kept; index += 1) {
            habitue_error details = HABITUE_ERROR_INIT;
            call(habitue_rejections_example, get(), index, &details);
            result.emplace_back(details);
        }
        return result;
    }

private:
    friend class summary;
    using owner::owner;
    std::pair<std::uint64_t, std::uint64_t> counts(std::size_t *kept = nullptr) const {
        std::pair<std::uint64_t, std::uint64_t> result;
        std::size_t here = 0;
        call(habitue_rejections_counts, get(), &result.first, &result.second,
             kept ? kept : &here);
        return result;
    }
};

/// Transactions summed up by customer and day: grows, merges, and makes tables.
class summary : public detail::owner<habitue_summary, habitue_summary_free> {
public:
    explicit summary(const habitue_rules &rules = HABITUE_RULES_INIT)
        : owner(detail::from(), habitue_summary_new, &rules) {}
    /// Amounts in one currency, such as "USD"; `refunds` is one of HABITUE_REFUNDS_...
    static summary of_money(const char (&currency)[4],
                            std::int32_t refunds = HABITUE_REFUNDS_REFUSE) {
        habitue_rules rules = HABITUE_RULES_INIT;
        std::copy(currency, currency + 4, rules.currency);
        rules.refunds = refunds;
        return summary(rules);
    }

    /// Takes in transactions; `transactions` starts from HABITUE_TRANSACTIONS_INIT.
    void push(const habitue_transactions &transactions) {
        call(habitue_summary_push, get(), &transactions);
    }
    /// Takes in a CSV file from memory; `format` starts from HABITUE_CSV_FORMAT_INIT,
    /// and the columns have these names.
    rejections read_csv(text csv, text customer, text date, text amount = text(),
                        habitue_csv_format format = HABITUE_CSV_FORMAT_INIT,
                        const progress &heard = progress()) {
        format.customer = customer.data();
        format.customer_length = customer.size();
        format.date = date.data();
        format.date_length = date.size();
        format.amount = amount.data();
        format.amount_length = amount.size();
        habitue_rejections *refused = nullptr;
        detail::listener listener(heard);
        listener.during([&] {
            call(habitue_summary_read_csv, get(), csv.data(), csv.size(), &format,
                 listener.callback(), static_cast<void *>(&listener), &refused);
        });
        return rejections(refused);
    }
    void merge(const summary &other) { call(habitue_summary_merge, get(), other.get()); }
    /// The table of a window, which starts from HABITUE_WINDOW_INIT.
    table table_of(const habitue_window &window = HABITUE_WINDOW_INIT) const {
        return table(detail::from(), habitue_summary_table, get(), &window);
    }
};

/// A summary kept open for single purchases. One thread at a time.
class live : public detail::owner<habitue_live, habitue_live_free> {
public:
    explicit live(const summary &of, const habitue_window &window = HABITUE_WINDOW_INIT)
        : owner(detail::from(), habitue_live_new, of.get(), &window) {}
};

} // namespace habitue

#endif // HABITUE_SUMMARY_HPP
