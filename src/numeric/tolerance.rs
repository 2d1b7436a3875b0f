//! Every tolerance and cap of the library, each with its reason.

/// The continued fraction of the incomplete beta function has settled when a
/// factor no longer moves the last bit but one.
pub(crate) const BETA_FRACTION: f64 = 4.5e-16;

/// A beta quantile has settled when a Newton step, which doubles the digits,
/// moves it by less than this share.
pub(crate) const BETA_QUANTILE: f64 = 1e-15;

/// How far from a whole number of steps an answer may lie and still stand on
/// its scale: the rounding of a decimal step such as 0.1.
pub(crate) const SCALE_STEP: f64 = 1e-9;

/// Most steps of a scale: the rounding of four times as many is more than that.
pub(crate) const MOST_STEPS: f64 = 1e6;

/// Halvings of a bracket; 60 exhaust a double of order one.
pub(crate) const BISECTION_STEPS: u32 = 60;

/// Width at which the bracket around an end of a score interval (between -1 and
/// 1) is narrow enough: the last bits of a double.
pub(crate) const SCORE_INTERVAL: f64 = 1e-15;

/// How far Kish's effective sample size may fall below the number of respondents
/// while their weights still count as equal: the rounding of sums over a billion
/// respondents, and weights that differ by no more than 1 in 30,000.
pub(crate) const EQUAL_WEIGHTS: f64 = 1e-9;

/// Fewest respondents that the interval of alpha counts, however much alpha varies:
/// below two there are no degrees of freedom.
pub(crate) const LEAST_ALPHA_N: f64 = 2.0;

/// How far two entries of a correlation matrix that should be equal may lie
/// apart: published matrices carry as few as ten digits.
pub(crate) const CORRELATION: f64 = 1e-9;

/// Expectation-maximisation has arrived when no mean or covariance, in units of
/// the observed spreads, moves by more. It converges linearly, at the share of
/// missing information, so the remaining way is a few times this.
pub(crate) const EXPECTATION: f64 = 1e-11;

/// Steps of expectation-maximisation; half missing needs about 50.
pub(crate) const EXPECTATION_STEPS: u32 = 10_000;

/// The gradient of the one-factor likelihood in log-uniquenesses, whose
/// curvature is of order one, at which the loadings are right to 1e-12.
pub(crate) const FACTOR_GRADIENT: f64 = 1e-13;

/// Newton steps of the one-factor fit; regular data need fewer than 10.
pub(crate) const FACTOR_STEPS: u32 = 500;

/// Least uniqueness of a factor fit: below it the item is the factor (Heywood).
pub(crate) const LEAST_UNIQUENESS: f64 = 0.005;

/// Sum of the moves of all outer weights of a path model at which it has
/// settled; the iteration converges linearly, at a rate well below a half for
/// models that hang together, so that the weights are then right to 1e-11.
pub(crate) const PATH_WEIGHTS: f64 = 1e-12;

/// Steps of a path model; regular ones need 10 to 40.
pub(crate) const PATH_STEPS: u32 = 3_000;

/// Share of the largest eigenvalue below which a correlation matrix is singular.
pub(crate) const EIGENVALUE: f64 = 1e-12;

/// Distance of a share from its target at which raking has met it.
pub(crate) const RAKING: f64 = 1e-10;
/// A continued fraction or series has settled when a factor or term no longer
/// moves the last bit but one: 2^-52 doubled.
pub(crate) const SERIES: f64 = 4.5e-16;

/// Cap of a continued fraction. The slowest point of the documented domains
/// needs about 5,000 levels.
pub(crate) const FRACTION_LEVELS: u32 = 20_000;

/// Two levels of a doubling trapezoid rule agree. The error of the finer level
/// is about the square of the difference, so this leaves rounding alone.
pub(crate) const TRAPEZOID: f64 = 1e-12;

/// Sums below this, whose terms are rounded to the smallest doubles, agree where
/// their difference is as small as [`TRAPEZOID`] of this.
pub(crate) const TRAPEZOID_LEAST: f64 = 1e-300;

/// How far a trapezoid rule goes outward in τ: sinh(40) is 10^17 widths.
pub(crate) const TRAPEZOID_REACH: f64 = 40.0;

/// Least parameter of a Beta distribution whose weights fall within that, and are not so
/// wide on one side that the other drowns.
pub(crate) const LEAST_BETA: f64 = 1e-15;

/// Levels of halving of a trapezoid rule, from a step of one half.
pub(crate) const TRAPEZOID_LEVELS: u32 = 9;

/// Nodes further out than where both integrand and weight fell below this
/// share of their sums no longer count: a thousandth of the last bit.
pub(crate) const TRAPEZOID_TAIL: f64 = 1e-19;

/// Most terms of a sum over purchase counts before the integral over the
/// drop-out probability is cheaper; also bounds its rounding to 1e-12.
pub(crate) const COUNT_TERMS: f64 = 1_500.0;

/// Newton decrement (half of g' H^-1 g, in units of log-likelihood) at which a
/// fit has arrived: the parameters are within 5e-5 standard errors, and the
/// last, quadratic, step is still to be taken.
pub(crate) const DECREMENT: f64 = 1e-9;

/// Share of the objective below which a predicted gain drowns in rounding, so
/// that a step is judged by its gradient and no longer by its gain.
pub(crate) const OBJECTIVE_NOISE: f64 = 1e-12;

/// Condition number of the Hessian in log-parameters above which a direction
/// of the surface is called flat: standard errors in that direction exceed
/// 10^4 times those of the sharpest.
pub(crate) const FLAT_CONDITION: f64 = 1e9;

/// Relative accuracy of a root in time (quantiles of waiting times).
pub(crate) const ROOT: f64 = 1e-13;

/// Steps of a bracketing root search; each at least halves the bracket.
pub(crate) const ROOT_STEPS: u32 = 200;

/// Two halves of an interval agree with the whole, as a share of the total. The
/// 64 points of the halves are far better than the 32 of the whole.
pub(crate) const ADAPTIVE: f64 = 1e-12;

/// Halvings of one interval of an adaptive rule.
pub(crate) const ADAPTIVE_HALVINGS: u32 = 40;
/// How far the probabilities of a row may be from 1: what ten decimals of a
/// printed matrix of up to ten states leave.
pub(crate) const PROBABILITIES_SUM: f64 = 1e-9;

/// How far below 1 the expected visits of a state may be found by solving for
/// them: rounding of a system whose condition is bounded by the longest life.
pub(crate) const LEAST_VISITS: f64 = 1.0 - 1e-9;

/// The longest expected life that a linear system in doubles can tell from an
/// infinite one.
pub(crate) const LONGEST_LIFE: f64 = 1.0 / f64::EPSILON;
/// How close, relatively, a survival probability must come to a quantile to have reached
/// it: it is a product of up to millions of rounded ratios, while the last step to the
/// next value is larger for anything below a thousand million customers.
pub(crate) const SURVIVAL_TIE: f64 = 1e-9;
/// How close an index from 0 to 100 must come to a cut to stand on it: a weighted mean of
/// three scores is off by a few units in the last place of 100, and weights that are no
/// binary fractions (0.2, 0.3, 0.5) make it so.
pub(crate) const INDEX_TIE: f64 = 1e-10;
/// Products and sums of a dozen shares against exact fractions: a few units in
/// the last place of numbers up to about 16.
#[cfg(test)]
pub(crate) const SURVIVAL_REFERENCE: f64 = 2e-14;

/// Terms of a smooth infinite sum that are added one by one. What is left of
/// the Euler-Maclaurin sum after two derivatives is below 1e-15 from here on.
pub(crate) const SMOOTH_SUM_TERMS: u32 = 1_000;

/// Share of the sum below which a term ends it: with at most a thousand terms
/// of weight still to come, far less than the last bit.
pub(crate) const SMOOTH_SUM_TAIL: f64 = 1e-22;

/// Share of the sum below which a block of its integral, a quarter of an e-fold
/// long, ends it: the blocks to come fall at least as fast.
pub(crate) const SMOOTH_SUM: f64 = 1e-18;

/// Most blocks of that integral: 650 e-folds, as far as doubles go, which a power
/// law settles within where its exponent is beyond -1 by 0.07 or more.
pub(crate) const SMOOTH_SUM_BLOCKS: u32 = 2_600;

/// How far two mirrored pairwise comparisons may be from inverse: rounding of a
/// quotient, not a fraction cut after two decimals.
pub(crate) const RECIPROCAL: f64 = 1e-9;

/// Steps of a power iteration; comparisons on Saaty's scale need about 50.
pub(crate) const POWER_STEPS: u32 = 10_000;

/// Relative distance within which a permuted difference counts as large as the
/// observed one: the same respondents summed in another order.
pub(crate) const PERMUTATION_TIE: f64 = 1e-10;

/// How far a sum of some of the weights may exceed the sum of all: both are summed
/// in orders of their own, over at most some 10^9 respondents.
pub(crate) const SUM_OF_WEIGHTS: f64 = 1e-6;

/// Log-likelihoods closer than this are the same summit: no test of hypotheses
/// would tell them apart, and an ascent stops within 1e-9 of its own.
pub(crate) const SAME_SUMMIT: f64 = 1e-4;

/// Share of the variance of a covariate that the columns before it must leave
/// over; less is rounding of decimals, and its coefficient has no meaning.
pub(crate) const COLLINEAR: f64 = 1e-9;
/// How near the end of a profile interval is found, in standard errors.
pub(crate) const PROFILE: f64 = 1e-7;

/// Climbs of the likelihood for one end of a profile interval; about six are
/// needed, a dozen where an end is open.
pub(crate) const PROFILE_CLIMBS: u32 = 60;

/// How much higher than at its parameters the likelihood of a model may climb, and
/// the model still count as fitted to the data: a shift of 0.05 standard errors.
pub(crate) const FITTED: f64 = 1e-3;

/// How far, in the logarithm of a parameter, the nearest points lie from which the
/// slope of a prediction is taken. The rule of five points then leaves its fourth
/// power, about 1e-13, and the rounding of a prediction divided by it, about 1e-11.
pub(crate) const SLOPE_STEP: f64 = 2e-3;
/// Most events before an interval that a sum goes over, one after the other: about
/// a tenth of a second a customer.
pub(crate) const MOST_EVENTS: f64 = 100_000.0;

/// Relative distance by which a mean of logarithms may pass the logarithm of the
/// mean: both were rounded by whoever summed them.
pub(crate) const MEAN_OF_LOGARITHMS: f64 = 1e-9;

/// How far a covariance in units of its standard errors may be from symmetric, and its
/// eigenvalues below 0: the rounding of the inversion it came from, and of the rescaling
/// of covariates with distant centres.
pub(crate) const COVARIANCE: f64 = 1e-8;

/// How far figures of a stored result that follow from one another may lie apart: the
/// last bits of a double may change on their way through text, and sums have rounded.
pub(crate) const STORED: f64 = 1e-9;

/// What one answer may take, in terms of sums and nodes of quadratures: some seconds.
/// The dearest answers that fits ask for, discounted purchases of regular buyers at a bound
/// of the parameters, take some two seconds of it.
pub(crate) const EFFORT: u64 = 100_000_000;

/// How much of it is done between two looks at whether somebody asked to stop: about a
/// millisecond.
pub(crate) const EFFORT_SLICE: u64 = 1 << 16;

/// Terms of a long series or fraction between two words to that.
pub(crate) const EFFORT_TERMS: u32 = 1 << 10;

/// Most moments of leaving whose laws are mixed for the rates of one customer: half a
/// mebibyte, with room for the laws of those who stay. Where the documented parameters ask for
/// more, the statistic is refused.
pub(crate) const MOST_LAWS: usize = (1 << 14) - 2;

/// What the distribution function of one of them costs: some dozens of terms.
pub(crate) const LAW_EFFORT: u64 = 16;

/// Panels of one quadrature, of 16 nodes: all that [`EFFORT`] leaves for them. A lifetime
/// that turns within a thousandth of the silence takes tens of thousands.
pub(crate) const PANELS: u32 = 12_500_000;

/// Panels in which an integrand that is highest at its start may sum to less than the
/// smallest normal double: 14,000 powers of e below that it does not begin.
pub(crate) const NOTHING_PANELS: u32 = 1_000;

/// Steps outward in search of a bracket, each at least twice as long as the one before:
/// these pass all doubles.
pub(crate) const OUTWARD_STEPS: u32 = 2_200;

/// How far below the best log-likelihood another summit may lie for the data not to refuse
/// it: its likelihood is smaller by a factor of e² at most.
pub(crate) const NEARLY_AS_HIGH: f64 = 2.0;

/// By how much the mean P(alive) of a base must differ for two summits to answer
/// differently: one customer in twenty.
pub(crate) const OTHER_ANSWER: f64 = 0.05;

/// Two ends of equal height whose mean P(alive) differs by less are the same summit,
/// wherever they stopped on a ridge.
pub(crate) const SAME_ANSWER: f64 = 0.01;

/// How far below the best the log-likelihood of an end may lie, per customer that each
/// drawn one stands for, to be climbed on by more customers: more than chance would move
/// the difference of two summits that are equal by all.
pub(crate) const WORTH_A_CLIMB: f64 = 4.0;

/// Newton decrement at which a climb by a sample has arrived, per customer that each drawn
/// one stands for: far less than what chance moves a summit by.
pub(crate) const SAMPLE_DECREMENT: f64 = 1e-4;

/// How much sooner a climb by a sample stands still, per customer that each drawn one stands
/// for: a gain of 1e-4 in ten iterations is far less than what chance moves a summit by.
pub(crate) const SAMPLE_COARSENESS: f64 = 100.0;

/// Relative distance from an end of its box within which a parameter stands at it: the
/// rounding of a logarithm and its exponential.
pub(crate) const AT_BOUND: f64 = 1e-9;

/// Gain in log-likelihood over ten iterations at which an ascent stands still. A climb that
/// is not in a corner squares its distance from the peak with each of them.
pub(crate) const STANDSTILL: f64 = 1e-6;

/// Slope in log-parameters below which an ascent that stands still has arrived: the
/// likelihood changes by less than this while a parameter grows by a factor of e. Where
/// parameters are at 1e6, rounding moves slopes by 1e-3.
pub(crate) const STILL: f64 = 1e-2;

/// How far below a known summit a climb may be to be next to it, per customer that each
/// drawn one stands for.
pub(crate) const NEAR_SUMMIT: f64 = 1e-2;

/// How far from a known summit, in the logarithm of each parameter, a climb that is nearly
/// as high leads there too: its basin is wider than that by far.
pub(crate) const NEXT_TO_SUMMIT: f64 = 0.05;

/// How far below the highest summit a climb by a sample may still be after a few steps, per
/// customer that each drawn one stands for: Newton steps make most of the way at first.
pub(crate) const HOPELESS: f64 = 12.0;

/// What a long step from the end of a climb may promise, in log-likelihood, before the end is
/// looked at again by the height of the surface around it: a tenth of what tells two summits
/// apart. A peak that is no corner promises 1e-9 and less.
pub(crate) const STILL_TO_GAIN: f64 = 1e-5;

// Boxes of parameters, and where a fit is said to lie on a ridge; ends of sums and searches.

/// The box of a shape in a fit: below it customers are all or nothing, above it alike.
pub(crate) const SHAPES: (f64, f64) = (1e-6, 1e6);

/// The box of a parameter that is a time, in mean ages: that of a shape, and wider where a shape at
/// its own bound would need it.
pub(crate) const TIMES: (f64, f64) = (1e-7, 1e8);

/// The box of a parameter that is an amount, in mean amounts.
pub(crate) const AMOUNTS: (f64, f64) = (1e-7, 1e7);

/// The box of b of the GGompertz/NBD, in reciprocals of the mean age.
pub(crate) const AGEING: (f64, f64) = (1e-10, 1e2);

/// The box of β of the GGompertz/NBD, which customers who leave at once want so small.
pub(crate) const GOMPERTZ_BETA: (f64, f64) = (1e-24, 1e6);

/// The box of b of the PDO/NBD, in opportunities.
pub(crate) const OPPORTUNITIES: (f64, f64) = (1e-6, 1e9);

/// The box of c of the BdW: the power of tenure at which churn falls or rises.
pub(crate) const CHURN_POWER: (f64, f64) = (1e-3, 40.0);

/// Expected share of leavers, or risk over the mean age, below which nobody is seen to leave.
pub(crate) const NOBODY_LEAVES: f64 = 1e-4;

/// Sum of the shapes of a Beta distribution, or shape of a Gamma one, below which customers are at
/// one end or the other.
pub(crate) const ALL_OR_NOTHING: f64 = 1e-3;

/// The same above which they are all alike: they vary by less than 1 % of their mean.
pub(crate) const ALL_ALIKE: f64 = 1e4;

/// Shape of purchase rates that stands at the lower end of [`SHAPES`]: twice that.
pub(crate) const HARDLY_ANY: f64 = 2e-6;

/// b times the mean age below which the risk of leaving does not grow within the time watched.
pub(crate) const NO_AGEING: f64 = 1e-2;

/// Weight, in standard deviations, with which a column must enter a collinear one to be named.
pub(crate) const NAMED_COLUMN: f64 = 1e-3;

/// Standard deviation of a column, as a share of its mean, below which it is constant: rounding.
pub(crate) const CONSTANT_COLUMN: f64 = 1e-12;

/// Relative distance within which the centres of two columns are the same: sums over customers in
/// orders of their own.
pub(crate) const SAME_CENTRE: f64 = 1e-9;

/// Share of a log-likelihood by which a richer model may lie below its special case: both climbs
/// stopped within [`DECREMENT`].
pub(crate) const LESS_LIKELY: f64 = 1e-9;

/// How far, relatively, a horizon may lie from a whole number of periods: decimals in doubles.
pub(crate) const WHOLE_PERIODS: f64 = 1e-9;

/// A product that passes the reciprocal is multiplied by this, and its logarithm kept.
pub(crate) const RESCALED: f64 = 1e-200;

/// A discount rate below which a sum is that without a discount, for any horizon that is a number.
pub(crate) const LEAST_RATE: f64 = 1e-200;

/// Share of a sum below which its geometric tail no longer counts: a tenth of the last bit.
pub(crate) const TERMS_TAIL: f64 = 1e-17;

/// A node of a quadrature below which others would drown in the smallest doubles.
pub(crate) const LEAST_NODE: f64 = 1e-280;

/// Share of its way that the growth of a hazard must have come to be turning.
pub(crate) const TURNED: f64 = 1e-18;

/// Below this and beyond its reciprocal no k is told from 0 or infinity.
pub(crate) const LEAST_REGULARITY: f64 = 1e-9;

/// How far, per interval, a sum of logarithms may exceed that of equal intervals: it was rounded.
pub(crate) const SUM_OF_LOGARITHMS: f64 = 1e-9;

/// Phases closer than this share of a step are one: what the rounding of a birth in other units
/// (days as weeks) leaves.
pub(crate) const SAME_PHASE: f64 = 1e-9;

/// Nodes nearer to 0 or to 1 count as this: what is averaged has long been flat.
pub(crate) const LEAST_BETA_NODE: f64 = 1e-290;

/// Where that is looked at.
pub(crate) const FLAT_BETA_NODE: f64 = 1e-280;

/// A product of shares below which its logarithm is taken, before it leaves the doubles.
pub(crate) const LEAST_KEPT: f64 = 1e-250;

/// An exponent as near to 1 as makes no difference to a sum with that factor in every term.
pub(crate) const NEXT_TO_ONE: f64 = 1e-200;

/// Share of the way from an end at which a search for a quantile starts at the least.
pub(crate) const QUANTILE_START: f64 = 1e-3;

/// Least denominator of Lentz's method, which 0 would stop.
pub(crate) const FRACTION_LEAST: f64 = 1e-300;

/// The same of Gauss's fraction, whose numerators reach 1e10.
pub(crate) const GAUSS_LEAST: f64 = 1e-290;

/// A term, relative to the first or to the sum, below which a series or integral has ended.
pub(crate) const SERIES_TAIL: f64 = 1e-18;

/// A decrement so far below what is good enough, as a share of it, that no digit is left to gain.
pub(crate) const SETTLED: f64 = 1e-6;

/// Radius of trust, in log-parameters, at which no step improves the likelihood.
pub(crate) const LEAST_RADIUS: f64 = 1e-12;

/// Share of the predicted gain that a step must bring to be taken.
pub(crate) const LEAST_GAIN: f64 = 1e-4;

/// Share of the sharpest curvature below which a direction is flat to rounding.
pub(crate) const LEAST_BEND: f64 = 1e-13;

/// Share of the sharpest curvature that is taken for that of a flat direction.
pub(crate) const LEAST_DAMPING: f64 = 1e-14;

/// Least damping of a Newton step that the search for its length begins with.
pub(crate) const DAMPING: f64 = 1e-18;

/// Share of a sum of probabilities of counts below which a term no longer counts.
pub(crate) const COUNTS_TAIL: f64 = 1e-20;

/// Distance of a ratio from 1 below which a sum is no shorter than an integral.
pub(crate) const NEARLY_ONE: f64 = 1e-6;

/// A ratio whose logarithm is taken in place of that of 0.
pub(crate) const LEAST_RATIO: f64 = 1e-300;

/// What a positive weight of a respondent may be at the least; its reciprocal at the most.
pub(crate) const LEAST_WEIGHT: f64 = 1e-100;

/// Part of a step of the one-factor fit below which no part of it improves the likelihood.
pub(crate) const FACTOR_PART: f64 = 1e-10;

/// Relative distance within which a weight stands at its cap.
pub(crate) const ON_CAP: f64 = 1e-12;

/// Distance, along a coordinate, from a point that was climbed from, at which a climb that still
/// fails is an error.
pub(crate) const TOO_FAR: f64 = 1e-3;
