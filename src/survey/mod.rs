//! What customers said: scales, questions, answers, and how far to trust them.
//!
//! # The concept
//! A survey figure is only as good as what stands beside it: how many answered,
//! how many did not, on which scale, with which weights. So nothing here takes a
//! bare list of numbers. A [`Questionnaire`] holds [`Question`]s, each with its
//! [`Scale`] (range, direction, levels), its weight and its dimension; [`Answers`]
//! holds one column of answers for each question, checked against its scale when
//! it is made. Every index later carries a [`Basis`]: respondents used, answers
//! missing, policy, effective sample size.
//!
//! # Direction
//! Effort, school marks and statements in the negative are better when they are
//! lower. A [reversed](Scale::reversed) scale says so once, and everything that is
//! computed of [`Answers`] reads them [recoded](Answers#direction): low + high -
//! answer. Recode by hand or declare the direction, not both.
//!
//! # Missing and impossible answers
//! A missing answer is a NaN in an answer column (an empty cell in CSV). What an
//! index does about it is never implied: the caller names a [`MissingPolicy`].
//! An answer off its scale is no answer: it is refused, or counted and then
//! treated as missing, as [`OutOfScale`] says; it is never used and never
//! silent.
//!
//! # Rooms
//! [`Scale`] and [`Level`], [`Question`], [`Questionnaire`], [`Answers`] with
//! [`OutOfScale`], [`MissingPolicy`], [`Basis`], [`read_csv`] with [`CsvLayout`],
//! [`AnswerText`] (what the text of an answer means),
//! [`MultiSelect`] (several options ticked), [`CrossProducts`] (the sums that merge) and [`Moments`], [`Reliability`], [`Omega`],
//! [`heterotrait_monotrait`] (HTMT) and [`rho_a`],
//! [`Groups`] (segments, waves, dealers, months) with [`CrossTable`], [`SampleDesign`] (strata
//! and clusters), [`rake`] and [`post_stratify`] with [`Margin`], [`finite_population_correction`] and [`sample_size`], and [`Interval`] with
//! [`ProportionInterval`].
//!
//! ```
//! use habitue::survey::{Answers, Question, Questionnaire, Scale};
//!
//! let questionnaire = Questionnaire::new(vec![
//!     Question::new("price", Scale::points(1, 10)?).with_weight(2.0)?,
//!     Question::new("service", Scale::points(1, 10)?),
//! ])?;
//! let nobody_said = f64::NAN;
//! let answers = Answers::new(questionnaire, vec![vec![7.0, 10.0], vec![nobody_said, 9.0]])?;
//! assert_eq!(answers.respondents(), 2);
//! assert_eq!(answers.missing(), [0, 1]);
//! # Ok::<(), habitue::Error>(())
//! ```

mod accumulation_block;
mod alpha_interval;
mod analysed;
mod answer_text;
mod answers;
mod coefficient;
mod cross_products;
mod cross_products_bytes;
mod cross_products_check;
mod cross_table;
#[cfg(feature = "files")]
mod csv;
mod design;
mod em;
mod gathering;
mod groups;
mod label;
mod missing;
mod moments;
mod moments_narrowed;
mod moments_source;
mod multi_select;
mod omega;
mod person_means;
mod question;
mod questionnaire;
mod reliability;
mod sample_basis;
mod sampling;
mod scale;
mod weighting;

pub use crate::numeric::proportion::{Interval, ProportionInterval};
pub use alpha_interval::AlphaInterval;
pub use answer_text::AnswerText;
pub(crate) use answers::check_weights;
pub use answers::{Answers, OutOfScale};
pub(crate) use coefficient::rho_a_of;
pub use coefficient::{Coefficient, HtmtCorrelations, heterotrait_monotrait, rho_a};
pub use cross_products::CrossProducts;
pub use cross_table::CrossTable;
#[cfg(feature = "files")]
pub use csv::{CsvLayout, read_csv};
pub use design::SampleDesign;
pub use groups::Groups;
pub use missing::MissingPolicy;
pub use moments::Moments;
pub use multi_select::MultiSelect;
pub use omega::Omega;
pub use question::Question;
pub use questionnaire::{Dimension, Questionnaire};
pub use reliability::{Reliability, average_variance_extracted, composite_reliability};
pub use sample_basis::Basis;
pub use sampling::{finite_population_correction, sample_size};
pub use scale::{Direction, Level, Scale};
pub use weighting::{
    Margin, RakeOptions, Weighting, design_effect, effective_n, post_stratify, rake,
};
