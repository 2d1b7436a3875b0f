// What may be asked of customers: a type for each kind of question, made from what it must be
// given, with members for what it may be given. What a question does not read cannot be said.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_QUESTIONS_HPP
#define HABITUE_QUESTIONS_HPP

#include <cstdint>

#include "base.hpp"
#include "customers.hpp"
#include "model.hpp"
#include "uncertainty.hpp"

namespace habitue {

/// What is the customer's own, and told by the history.
enum class individual : std::int32_t {
    purchase_rate = HABITUE_INDIVIDUAL_PURCHASE_RATE,
    purchase_interval = HABITUE_INDIVIDUAL_PURCHASE_INTERVAL,
    attrition_rate = HABITUE_INDIVIDUAL_ATTRITION_RATE,
    dropout = HABITUE_INDIVIDUAL_DROPOUT,
    churn = HABITUE_INDIVIDUAL_CHURN,
    mean_spend = HABITUE_INDIVIDUAL_MEAN_SPEND,
    spend_nu = HABITUE_INDIVIDUAL_SPEND_NU,
};

namespace ask {

/// In the place of `to`: each customer's own, from the column of horizons.
struct own_horizons_t {};
static const own_horizons_t own_horizons = own_horizons_t();

/// Where a question about the time ahead ends: the same for all, or own_horizons.
class until {
public:
    until(double to) noexcept : to_(to) {}
    until(own_horizons_t) noexcept : to_(HABITUE_NOT_GIVEN) {}
    double c() const noexcept { return to_; }

private:
    double to_;
};

/// P(alive), now or at T + `at`.
class p_alive : public detail::question {
public:
    p_alive() noexcept : question(HABITUE_ASK_P_ALIVE) {}
    explicit p_alive(until at) noexcept : question(HABITUE_ASK_P_ALIVE) { asked_.to = at.c(); }
};

/// Expected purchases in (T + from, T + to].
class expected_purchases : public detail::question {
public:
    explicit expected_purchases(until to, double from = 0.0) noexcept
        : question(HABITUE_ASK_EXPECTED_PURCHASES) {
        asked_.from = from;
        asked_.to = to.c();
    }
};

/// P(exactly `n` purchases in (T + from, T + to]).
class p_purchases : public detail::question {
public:
    p_purchases(std::uint64_t n, until to, double from = 0.0) noexcept
        : question(HABITUE_ASK_P_PURCHASES) {
        asked_.n = n;
        asked_.from = from;
        asked_.to = to.c();
    }
};

/// P(`n` or more purchases in (T + from, T + to]).
class p_at_least : public detail::question {
public:
    p_at_least(std::uint64_t n, until to, double from = 0.0) noexcept
        : question(HABITUE_ASK_P_AT_LEAST) {
        asked_.n = n;
        asked_.from = from;
        asked_.to = to.c();
    }
};

/// P(no purchase in (T + from, T + to]).
class p_no_purchase : public detail::question {
public:
    explicit p_no_purchase(until to, double from = 0.0) noexcept
        : question(HABITUE_ASK_P_NO_PURCHASE) {
        asked_.from = from;
        asked_.to = to.c();
    }
};

/// The smallest n such that n or fewer purchases in (T + from, T + to] have at least
/// `probability`.
class purchase_quantile : public detail::question {
public:
    purchase_quantile(double probability, until to, double from = 0.0) noexcept
        : question(HABITUE_ASK_PURCHASE_QUANTILE) {
        asked_.probability = probability;
        asked_.from = from;
        asked_.to = to.c();
    }
};

/// The time after T by which the next purchase has come with `probability`.
class next_purchase_quantile : public detail::question {
public:
    explicit next_purchase_quantile(double probability) noexcept
        : question(HABITUE_ASK_NEXT_PURCHASE_QUANTILE) {
        asked_.probability = probability;
    }
};

/// The time after T by which the customer has left with `probability`.
class lifetime_quantile : public detail::question {
public:
    explicit lifetime_quantile(double probability) noexcept
        : question(HABITUE_ASK_LIFETIME_QUANTILE) {
        asked_.probability = probability;
    }
};

/// What the history tells of a rate of the customer: its mean, unless another statistic is said.
class posterior : public detail::question {
public:
    explicit posterior(individual rate) noexcept : question(HABITUE_ASK_POSTERIOR) {
        asked_.individual = static_cast<std::int32_t>(rate);
    }
    posterior &variance() noexcept {
        asked_.statistic = HABITUE_STATISTIC_VARIANCE;
        return *this;
    }
    posterior &quantile(double probability) noexcept {
        asked_.statistic = HABITUE_STATISTIC_QUANTILE;
        asked_.probability = probability;
        return *this;
    }
};

/// The log-likelihood of each customer.
class log_likelihood : public detail::question {
public:
    log_likelihood() noexcept : question(HABITUE_ASK_LOG_LIKELIHOOD) {}
};

/// What is discounted up to T + to (infinite: all) at a continuous rate per unit of time.
template <class Self> class discounted : public detail::question {
public:
    /// Margins are booked at the end of the period in which the purchase happens.
    Self &at_end_of_period(double period) noexcept {
        return booked(HABITUE_MARGIN_AT_END_OF_PERIOD, period);
    }
    /// At the start of that period.
    Self &at_start_of_period(double period) noexcept {
        return booked(HABITUE_MARGIN_AT_START_OF_PERIOD, period);
    }
    /// The unit of `to`, `rate` and `period`; a model in another one is refused.
    Self &in(unit of_time) noexcept {
        asked_.unit = static_cast<std::int32_t>(of_time);
        return self();
    }

protected:
    discounted(std::int32_t kind, until to, double rate) noexcept : question(kind) {
        asked_.to = to.c();
        asked_.rate = rate;
    }
    Self &self() noexcept { return static_cast<Self &>(*this); }

private:
    Self &booked(std::int32_t timing, double period) noexcept {
        asked_.timing = timing;
        asked_.period = period;
        return self();
    }
};

/// Expected purchases, discounted.
class discounted_purchases : public discounted<discounted_purchases> {
public:
    discounted_purchases(until to, double rate) noexcept
        : discounted(HABITUE_ASK_DISCOUNTED_PURCHASES, to, rate) {}
};

/// Discounted purchases times expected spend times margin.
template <class Self> class valued : public discounted<Self> {
public:
    /// The share of the spend that is profit, 1 unless said.
    Self &margin(double share) noexcept {
        this->asked_.margin = share;
        return this->self();
    }
    /// Expected spend is what this model makes of the customers' mean spend, rather than their
    /// column of expected spend. The model must live until the question is answered.
    Self &spend(const model &of) noexcept {
        this->asked_.spend_model = of.get();
        return this->self();
    }
    /// The same with the uncertainty of that model.
    Self &spend(const uncertainty &of) noexcept {
        this->asked_.spend_uncertainty = of.get();
        return this->self();
    }
    Self &spend(model &&) = delete;
    Self &spend(uncertainty &&) = delete;

protected:
    valued(std::int32_t kind, until to, double rate) noexcept
        : discounted<Self>(kind, to, rate) {}
};

class lifetime_value : public valued<lifetime_value> {
public:
    explicit lifetime_value(until to, double rate = 0.0) noexcept
        : valued(HABITUE_ASK_LIFETIME_VALUE, to, rate) {}
};

/// The same times the margin rate of each customer.
class lifetime_profit : public valued<lifetime_profit> {
public:
    explicit lifetime_profit(until to, double rate = 0.0) noexcept
        : valued(HABITUE_ASK_LIFETIME_PROFIT, to, rate) {}
};

/// The expected spend of a purchase to come: of models of spend.
class expected_spend : public detail::question {
public:
    expected_spend() noexcept : question(HABITUE_ASK_EXPECTED_SPEND) {}
};

/// Of models of contracts, as all that follow: the probability of the next renewal.
class retention_rate : public detail::question {
public:
    retention_rate() noexcept : question(HABITUE_ASK_RETENTION_RATE) {}
};

/// The probability of `renewals` more renewals.
class survival : public detail::question {
public:
    explicit survival(std::uint32_t renewals) noexcept : question(HABITUE_ASK_SURVIVAL) {
        asked_.to = renewals;
    }
};

/// The probability of leaving at exactly the renewal number `renewal` from now.
class churn : public detail::question {
public:
    explicit churn(std::uint32_t renewal) noexcept : question(HABITUE_ASK_CHURN) {
        asked_.to = renewal;
    }
};

/// Expected renewals among the next `renewals`, discounted at `rate` a period.
class discounted_renewals : public detail::question {
public:
    discounted_renewals(std::uint32_t renewals, double rate) noexcept
        : question(HABITUE_ASK_DISCOUNTED_RENEWALS) {
        asked_.to = renewals;
        asked_.rate = rate;
    }
};

/// DERL, the discounted expected residual lifetime, at `rate` a period.
class residual_lifetime : public detail::question {
public:
    explicit residual_lifetime(double rate) noexcept : question(HABITUE_ASK_RESIDUAL_LIFETIME) {
        asked_.rate = rate;
    }
};

/// The lifetime from the running period on.
class contract_lifetime : public detail::question {
public:
    explicit contract_lifetime(double rate) noexcept : question(HABITUE_ASK_CONTRACT_LIFETIME) {
        asked_.rate = rate;
    }
};

/// Elasticity of DERL to retention.
class retention_elasticity : public detail::question {
public:
    explicit retention_elasticity(double rate) noexcept
        : question(HABITUE_ASK_RETENTION_ELASTICITY) {
        asked_.rate = rate;
    }
};

/// The same over those who renew.
class renewers_elasticity : public detail::question {
public:
    explicit renewers_elasticity(double rate) noexcept
        : question(HABITUE_ASK_RENEWERS_ELASTICITY) {
        asked_.rate = rate;
    }
};

/// The smallest number of renewals that is not exceeded with at least `probability`.
class renewals_quantile : public detail::question {
public:
    explicit renewals_quantile(double probability) noexcept
        : question(HABITUE_ASK_RENEWALS_QUANTILE) {
        asked_.probability = probability;
    }
};

} // namespace ask

} // namespace habitue

#endif // HABITUE_QUESTIONS_HPP
