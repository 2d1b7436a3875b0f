// How sure a fitted model is of its parameters, and of anything that it answers.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_UNCERTAINTY_HPP
#define HABITUE_UNCERTAINTY_HPP

#include <cstdint>
#include <vector>

#include "base.hpp"
#include "customers.hpp"
#include "model.hpp"

namespace habitue {

/// Answers for each customer, with their standard errors and intervals.
struct estimates {
    std::vector<double> estimate, standard_error, low, high;
};

/// The uncertainty of a model of any kind.
class uncertainty : public detail::owner<habitue_uncertainty, habitue_uncertainty_free> {
public:
    /// By slopes and the covariance of the parameters: for large bases; no figures on a ridge.
    static uncertainty
    delta(const model &of,
          const habitue_uncertainty_options &options = HABITUE_UNCERTAINTY_OPTIONS_INIT) {
        return made(of, HABITUE_UNCERTAINTY_DELTA, nullptr, nullptr, options, job());
    }
    /// By parameters drawn from their asymptotic distribution; refused on a ridge.
    static uncertainty
    draws(const model &of,
          const habitue_uncertainty_options &options = HABITUE_UNCERTAINTY_OPTIONS_INIT,
          const job &how = job()) {
        return made(of, HABITUE_UNCERTAINTY_DRAWS, nullptr, nullptr, options, how);
    }
    /// By refits to customers drawn with replacement from those that the model was fitted to;
    /// `fit` is what it was fitted with, where it has covariates.
    static uncertainty
    bootstrap(const model &of, const customers &fitted_to,
              const habitue_uncertainty_options &options = HABITUE_UNCERTAINTY_OPTIONS_INIT,
              const fit_options &fit = fit_options(), const job &how = job()) {
        return made(of, HABITUE_UNCERTAINTY_BOOTSTRAP, &fitted_to, &fit, options, how);
    }
    /// By profiles of the likelihood: of parameters alone.
    static uncertainty profiles(const model &of, const customers &fitted_to,
                                const fit_options &fit = fit_options(), const job &how = job()) {
        return made(of, HABITUE_UNCERTAINTY_PROFILE, &fitted_to, &fit,
                    HABITUE_UNCERTAINTY_OPTIONS_INIT, how);
    }

    habitue_uncertainty_info inspect() const {
        habitue_uncertainty_info result;
        call(habitue_uncertainty_inspect, get(), &result);
        return result;
    }
    /// The parameters in the order of the kind, then the coefficients.
    std::vector<habitue_estimate> parameters(double confidence = 0.95) const {
        return detail::fetched<habitue_estimate>(habitue_uncertainty_parameters, get(),
                                                 confidence);
    }
    /// The parameters of each draw or refit, one after the other.
    std::vector<double> drawn() const {
        return detail::fetched<double>(habitue_uncertainty_draws, get());
    }
    /// The highest log-likelihood while `parameter`, counted from 0, is held at each value.
    std::vector<double> profile(std::size_t parameter, column<double> values) const {
        std::vector<double> result(values.size());
        call(habitue_uncertainty_profile, get(), parameter, values.data(), values.size(),
             result.data());
        return result;
    }

    /// The answer to a question of habitue::ask for each of the customers.
    estimates answer(const detail::question &question, const customers &who,
                     double confidence = 0.95, const job &how = job()) const {
        const std::vector<double> cells(who.size());
        estimates result = {cells, cells, cells, cells};
        double nobody = 0.0;
        habitue_answers answers = HABITUE_ANSWERS_INIT;
        answers.confidence = confidence;
        answers.estimate = cells.empty() ? &nobody : result.estimate.data();
        answers.standard_error = result.standard_error.data();
        answers.low = result.low.data();
        answers.high = result.high.data();
        ask(question, who, how, answers);
        return result;
    }
    /// The sum of the answers, each customer counted as often as the weight says.
    habitue_estimate total(const detail::question &question, const customers &who,
                           double confidence = 0.95, const job &how = job()) const {
        habitue_estimate result;
        habitue_answers answers = HABITUE_ANSWERS_INIT;
        answers.confidence = confidence;
        answers.total = &result;
        ask(question, who, how, answers);
        return result;
    }

private:
    using owner::owner;

    static uncertainty made(const model &of, std::int32_t method, const customers *fitted_to,
                            const fit_options *fit, const habitue_uncertainty_options &options,
                            const job &how) {
        const customers nobody;
        const fit_options nothing;
        const customers::passed rows(fitted_to != nullptr ? *fitted_to : nobody);
        const fit_options::passed chosen(fit != nullptr ? *fit : nothing);
        detail::working work(how);
        return uncertainty(work.make<habitue_uncertainty>(
            habitue_uncertainty_new, of.get(), method, fitted_to != nullptr ? rows.c() : nullptr,
            fit != nullptr ? chosen.c() : nullptr, &options, work.c()));
    }
    void ask(const detail::question &question, const customers &who, const job &how,
             const habitue_answers &answers) const {
        const customers::passed rows(who);
        detail::working work(how);
        work.call(habitue_answer_with_uncertainty, get(), &question.c(), rows.c(), work.c(),
                  &answers);
    }
};

} // namespace habitue

#endif // HABITUE_UNCERTAINTY_HPP
