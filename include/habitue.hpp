// habitue for C++11 and later: the C header with owners, columns and exceptions.
// Licence: MIT OR Apache-2.0.
//
// Header-only. Every figure is computed by the C functions of habitue.h, whose
// comments are the reference manual; these files only own handles (move-only, freed
// by their destructor), take columns from any contiguous container (std::span and
// std::string_view too), return vectors, and throw habitue::error where a C function
// returns a status.
//
//     const auto who = habitue::customers::of_histories(frequency, recency, age);
//     const auto model = habitue::model::fit(HABITUE_MODEL_BG_NBD, who);
//     const auto alive = model.answer(habitue::ask::p_alive(), who);      // std::vector<double>
//     const auto tiers = habitue::pyramid::preset(HABITUE_PYRAMID_CURRY).assign(values);
//
// A function without a member here is called through habitue::call, which adds
// the error argument and throws:
//
//     const habitue_column worth = habitue_f64(nullptr, values);
//     habitue::call(habitue_ranks, worth, rows, HABITUE_RANK_LOWEST, 1, ranks);
//
// Threads, and which arguments may be absent: as in habitue.h.

#ifndef HABITUE_HPP
#define HABITUE_HPP

#include "habitue/base.hpp"
#include "habitue/cash_flow.hpp"
#include "habitue/cohorts.hpp"
#include "habitue/customers.hpp"
#include "habitue/judging.hpp"
#include "habitue/model.hpp"
#include "habitue/pyramid.hpp"
#include "habitue/questions.hpp"
#include "habitue/scorer.hpp"
#include "habitue/simulation.hpp"
#include "habitue/study.hpp"
#include "habitue/summary.hpp"
#include "habitue/survey.hpp"
#include "habitue/uncertainty.hpp"

#endif // HABITUE_HPP
