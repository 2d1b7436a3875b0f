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
    /// What became of every transaction, and what the columns are.
    habitue_table_info info() const {
        habitue_table_info result = HABITUE_TABLE_INFO_INIT;
        call(habitue_table_inspect, get(), &result);
        return result;
    }
    std::size_t size() const { return static_cast<std::size_t>(info().customers); }
    /// x, the repeat occasions of the calibration.
    std::vector<std::uint32_t> x() const { return read(&habitue_table_columns::frequency); }
    /// t_x, from the first occasion to the last, in the unit of the window.
    std::vector<double> t_x() const { return read(&habitue_table_columns::recency); }
    /// T, from the first occasion to the end of the calibration.
    std::vector<double> t() const { return read(&habitue_table_columns::age); }
    /// Occasions of the holdout.
    std::vector<std::uint32_t> holdout_x() const {
        return read(&habitue_table_columns::holdout_frequency);
    }
    /// Spend of the repeat occasions, in minor units.
    std::vector<std::int64_t> repeat_spend() const {
        return read(&habitue_table_columns::repeat_spend);
    }
    /// Spend of all occasions of the calibration, in minor units.
    std::vector<std::int64_t> total_spend() const {
        return read(&habitue_table_columns::total_spend);
    }
    /// The mean amount of the repeat occasions, in units of the currency.
    std::vector<double> mean_repeat_spend() const {
        return read(&habitue_table_columns::mean_spend);
    }
    /// Integer keys, ascending.
    std::vector<std::int64_t> keys() const { return read(&habitue_table_columns::keys); }
    /// A column by its member of habitue_table_columns, not of text.
    template <class T> std::vector<T> read(T *habitue_table_columns::*member) const {
        habitue_table_columns columns = HABITUE_TABLE_COLUMNS_INIT;
        std::vector<T> result(size());
        columns.rows = result.size();
        columns.*member = result.data();
        call(habitue_table_read, get(), &columns);
        return result;
    }

private:
    friend class summary;
    using owner::owner;
};

/// What became of the rows of a file.
struct rejections {
    std::uint64_t rows, rejected, left_out;
    /// The first rejected rows in full, as the errors that they are.
    std::vector<error> examples;
    /// All rows by fate and currency; their sums add up to the file's own totals.
    std::vector<habitue_file_rows> fates;
    double share_of_rows_lost, share_of_money_lost;
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
    /// Takes in a file of transactions from memory; `format` starts from HABITUE_CSV_FORMAT_INIT, the columns
    /// have these names, and the first `keep` rejected rows are kept in full.
    rejections read_csv(text csv, text customer, text date, text amount = text(),
                        habitue_csv_format format = HABITUE_CSV_FORMAT_INIT,
                        const job &how = job(), std::size_t keep = 10) {
        format.customer = customer.c();
        format.date = date.c();
        format.amount = amount.c();
        std::vector<habitue_file_rows> fates(6800); // of each currency at most forty
        const habitue_error none = HABITUE_ERROR_INIT;
        std::vector<habitue_error> kept(keep, none);
        habitue_rejections refused = HABITUE_REJECTIONS_INIT;
        refused.examples = kept.data();
        refused.example_capacity = keep;
        refused.fates = fates.data();
        refused.fate_capacity = fates.size();
        detail::working work(how);
        work.call(habitue_summary_read_csv, get(), csv.c(), &format, work.c(), &refused);
        kept.resize(refused.example_count, none);
        fates.resize(refused.fate_count);
        return {refused.rows,
                refused.rejected,
                refused.left_out,
                std::vector<error>(kept.begin(), kept.end()),
                fates,
                refused.share_of_rows_lost,
                refused.share_of_money_lost};
    }
    /// What it holds.
    habitue_summary_info info() const {
        habitue_summary_info result = HABITUE_SUMMARY_INFO_INIT;
        call(habitue_summary_inspect, get(), &result);
        return result;
    }
    /// Erases a customer; whether there was one.
    bool erase(std::int64_t customer) {
        std::uint8_t known = 0;
        call(habitue_summary_erase, get(), habitue_i64(nullptr, &customer), std::size_t{1}, &known);
        return known != 0;
    }
    void merge(const summary &other) { call(habitue_summary_merge, get(), other.get()); }
    /// The table of a window, which starts from HABITUE_WINDOW_INIT.
    table table_of(const habitue_window &window = HABITUE_WINDOW_INIT) const {
        return table(detail::from(), habitue_summary_table, get(), &window);
    }
    static summary from_bytes(column<std::uint8_t> bytes) {
        return summary(detail::opened(&habitue_opened_state::summary, bytes));
    }
    /// The same for the same transactions, in whatever order they came.
    std::vector<std::uint8_t> to_bytes() const {
        return detail::bytes_of(&habitue_state::summary, get());
    }

private:
    friend class live;
    using owner::owner;
};

/// A summary kept open for single purchases. Members that are const may be called by many threads
/// at once, while no other is.
class live : public detail::owner<habitue_live, habitue_live_free> {
public:
    explicit live(const summary &of, const habitue_window &window = HABITUE_WINDOW_INIT)
        : owner(detail::from(), habitue_live_new, of.get(), &window) {}

    /// Takes in a single transaction, its amount in minor units; the customer as of then. `sequence`
    /// is the number of the message, from 1, or 0 for the next.
    habitue_customer_now purchase(std::int64_t customer, std::int32_t day, std::int64_t minor,
                                  std::uint64_t sequence = 0) {
        habitue_customer_now result;
        const habitue_scorer *const unscored = nullptr;
        call(habitue_live_purchase, get(), customer, day, minor, sequence, unscored, &result);
        return result;
    }
    /// What it holds.
    habitue_live_info info() const {
        habitue_live_info result = HABITUE_LIVE_INFO_INIT;
        habitue_table **const no_table = nullptr;
        habitue_summary **const no_summary = nullptr;
        call(habitue_live_inspect, get(), &result, no_table, no_summary);
        return result;
    }
    /// The summary of everything, for the night.
    summary to_summary() const {
        habitue_live_info told = HABITUE_LIVE_INFO_INIT;
        habitue_table **const no_table = nullptr;
        habitue_summary *made = nullptr;
        call(habitue_live_inspect, get(), &told, no_table, &made);
        return summary(made);
    }
    static live from_bytes(column<std::uint8_t> bytes) {
        return live(detail::opened(&habitue_opened_state::live, bytes));
    }
    /// All of it, its sequence and the numbers that it remembers among them.
    std::vector<std::uint8_t> to_bytes() const {
        return detail::bytes_of(&habitue_state::live, get());
    }
    /// Calibrates until another day from now on.
    void move_to(std::int32_t day) { call(habitue_live_move_to, get(), day); }

private:
    using owner::owner;
};

} // namespace habitue

#endif // HABITUE_SUMMARY_HPP
