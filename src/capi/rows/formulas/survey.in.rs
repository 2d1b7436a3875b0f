// Formulas of surveys: proportions, samples, groups and curves of survival.
// What a row says is told in src/capi/formulas.rs.
formulas! {
    survey
    /// The interval of a proportion; `method` is one of HABITUE_PROPORTION_... (Wilson is 0).
    30 PROPORTION_INTERVAL { hits: f64, n: f64 } {} (method: ProportionInterval = [0.0], confidence: f64 = [0.95])
        [low, high] [] => |rows| {
            each(rows, |i| {
                let found = method.of(hits[i], n[i], confidence)?;
                Ok([found.low, found.high])
            })
        };
    /// The finite population correction.
    31 POPULATION_CORRECTION { n: f64, population: f64 } {} () [correction] [] => |rows| {
        each(rows, |i| Ok([finite_population_correction(n[i], population[i])?]))
    };
    /// The respondents that an interval of +-`margin` needs; `population` 0 is a large one.
    32 SAMPLE_SIZE { margin: f64, share: f64, population: f64 } {} (confidence: f64 = [0.95])
        [n] [] => |rows| each(rows, |i| {
            let population = (population[i] != 0.0).then_some(population[i]);
            Ok([sample_size(margin[i], share[i], confidence, population)?])
        });
    /// The z test of two independent figures with their standard errors; NaN where no variance is
    /// left.
    33 DIFFERENCE_TEST { first: f64, first_error: f64, second: f64, second_error: f64 } {}
        (confidence: f64 = [0.95])
        [difference, standard_error, z, p_value, low, high] [] => |rows| each(rows, |i| {
            let (first, second) = ((first[i], first_error[i]), (second[i], second_error[i]));
            let found = Difference::between(first, second, confidence)?;
            let [d, error, z, p] = cells!(found => difference, standard_error, z, p_value);
            Ok([d, error, z, p, found.interval.low, found.interval.high])
        });
    /// Kish's effective sample size.
    34 EFFECTIVE_N { weight: f64 } {} () [] [effective_n, design_effect] => |rows| {
        Ok(of_all([effective_n(weight)?, design_effect(weight)?]))
    };
    /// Reliability and average variance extracted from standardised loadings.
    35 COMPOSITE_RELIABILITY { loading: f64 } {} () [] [reliability, extracted] => |rows| {
        Ok(of_all([composite_reliability(loading)?, average_variance_extracted(loading)?]))
    };
    /// Where to cut a column; `method` is one of HABITUE_CUTS_....
    36 CUT_POINT { value: f64 } {} (method: i32 = [0.0]) [] [cut] => |rows| {
        let of = enumerator(method, "method", &[
            (HABITUE_CUTS_MEDIAN, median_cuts as fn(&[f64], &[f64]) -> Result<Cuts>),
            (HABITUE_CUTS_MEAN, mean_cuts),
        ])?;
        Ok(of_all([of(value, value).map_err(|error| error.in_column("value"))?.x()]))
    };
    /// Where attributes stand on an importance-performance map (HABITUE_QUADRANT_...), and whether on
    /// a cross-hair (they then count as high). `cross_hairs` is one of HABITUE_CROSS_HAIRS_..., of
    /// which AT alone reads the two places.
    116 IMPORTANCE_MAP { performance: f64, importance: f64 } {}
        (
            cross_hairs: i32 = [0.0], performance_at: Option<f64> = [f64::NAN],
            importance_at: Option<f64> = [f64::NAN]
        ) [quadrant, boundary] [performance_cut, importance_cut] => |_rows| {
            let at = match (cross_hairs, performance_at, importance_at) {
                (HABITUE_CROSS_HAIRS_AT, Some(performance), Some(importance)) => {
                    CrossHairs::At { performance, importance }
                }
                (HABITUE_CROSS_HAIRS_AT, None, _) => return Err(missing("performance_at")),
                (HABITUE_CROSS_HAIRS_AT, ..) => return Err(missing("importance_at")),
                (_, Some(_), _) => return Err(unread("performance_at", "by these cross-hairs")),
                (_, _, Some(_)) => return Err(unread("importance_at", "by these cross-hairs")),
                (HABITUE_CROSS_HAIRS_MEANS, ..) => CrossHairs::Means,
                (HABITUE_CROSS_HAIRS_MEDIANS, ..) => CrossHairs::Medians,
                (other, ..) => return Err(no_enumerator(other, "cross_hairs", &[0, 1, 2])),
            };
            let found = ImportanceMap::of(performance, importance, at)?;
            let of = |part: fn(&MapPoint) -> i32| {
                found.points.iter().map(|point| f64::from(part(point))).collect()
            };
            let points = [of(|it| it.quadrant.number()), of(|it| i32::from(it.on_boundary))];
            Ok(columns(points).and([found.performance_cut, found.importance_cut]))
        };
    /// Whether groups of customers stay equally long (Mantel's log-rank test): `time` when last seen,
    /// `lost` 1 or 0, `group` from 0 below `groups`. Each row has how many of its group were lost,
    /// and how many would have been if all stayed alike.
    117 LOG_RANK { time: f64, lost: u8, group: u32 } {} (groups: u32 = [])
        [observed, expected] [chi_square, degrees_of_freedom, p_value] => |rows| {
            let found = log_rank(time, lost, group, groups as usize)?;
            let told = each(rows, |i| {
                let own = &found.groups[group[i] as usize];
                Ok([own.observed, own.expected])
            })?;
            Ok(told.and(cells!(found => chi_square, degrees_of_freedom, p_value)))
        };
    /// Whether groups differ: `group` from 0 or -1 for none, `value` NaN where missing; `method` is
    /// one of HABITUE_GROUP_TEST_..., of which WELCH alone takes weights. The statistic is F (NaN in
    /// `residual_freedom` where it is H, compared with chi-square).
    90 GROUP_TEST { value: f64, group: i32 } { weight: f64 } (method: i32 = [1.0])
        [] [statistic, freedom, residual_freedom, p_value, groups, used, missing] => |rows| {
            let known: Vec<Option<u32>> = group.iter().map(|code| u32::try_from(*code).ok()).collect();
            let count = known.iter().flatten().max().map_or(0, |code| *code as usize + 1);
            let found = GroupTest::of(
                value,
                &Groups::of_codes(&known, count)?,
                weight,
                GroupTestMethod::read(method, "method")?,
            )?;
            Ok(of_all(cells!(found =>
                statistic, freedom, residual_freedom, p_value, groups, used, missing)))
        };
    /// The mean change of respondents who answered in both of two waves, NaN where missing, by the
    /// paired t-test: second less first.
    91 PAIRED_DIFFERENCE { first: f64, second: f64 } { weight: f64 } (confidence: f64 = [0.95])
        [] [difference, standard_error, t, freedom, p_value, low, high, used, missing] => |rows| {
            let found = PairedDifference::of(first, second, weight, confidence)?;
            let ends = found.interval.map_or([f64::NAN; 2], |it| [it.low, it.high]);
            Ok(of_all([
                found.difference, or_nan(found.standard_error), or_nan(found.t), found.freedom,
                or_nan(found.p_value), ends[0], ends[1], found.used as f64, found.missing as f64,
            ]))
        };
    /// The survival curve (Kaplan-Meier) with weights and left truncation, just after the time of
    /// each row: `time` when last seen, `lost` 1 or 0, `entry` when first seen (0 without). The
    /// `error` is one of HABITUE_SURVIVAL_ERROR_..., the `interval` one of
    /// HABITUE_SURVIVAL_INTERVAL_.... NaN in `std_error`, `low` and `high` once nobody is left.
    92 WEIGHTED_SURVIVAL { time: f64, lost: u8 } { entry: f64, weight: f64 }
        (error: i32 = [0.0], interval: i32 = [0.0], confidence: f64 = [0.95])
        [at_risk, survival, std_error, low, high] [] => |rows| {
            let error = SurvivalError::read(error, "error")?;
            let kind = SurvivalInterval::read(interval, "interval")?;
            let curve = WeightedSurvival::of(time, lost, entry, weight, error)?;
            each(rows, |i| Ok(match curve.at(time[i])? {
                None => [f64::NAN, 1.0, 0.0, 1.0, 1.0],
                Some(step) => {
                    let found = step.interval(kind, confidence)?;
                    let ends = found.map_or([f64::NAN; 2], |it| [it.low, it.high]);
                    let at_risk = if step.time == time[i] { step.at_risk } else { f64::NAN };
                    [at_risk, step.survival, or_nan(step.std_error()), ends[0], ends[1]]
                }
            }))
        };
}
