//! Dimensions, the weakest of them, and checklists that one failure fails.

use super::index::{IndexOptions, SatisfactionIndex};
use super::index_moments::directed;
use crate::error::{Error, ErrorKind, Result};
use crate::satisfaction::counted::difference::Difference;
use crate::survey::{
    Answers, Interval, Moments, Question, Questionnaire, finite_population_correction,
};

/// A scorecard: an index for each dimension of the questionnaire, their weighted
/// mean, and the weakest.
///
/// A mean lets a strong dimension hide a weak one; where all are necessary
/// (product, channel and service of the texts), the weakest decides, so it is
/// reported beside the mean.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Scorecard {
    /// Weighted mean of the dimension indices, 0 to 100.
    pub total: f64,
    /// Standard error of `total`, respondents being the sampling unit; `None` with
    /// one respondent.
    pub standard_error: Option<f64>,
    /// Student's interval of `total`; `None` with one respondent.
    pub interval: Option<Interval>,
    /// The dimensions, in the order of the questionnaire.
    pub dimensions: Vec<DimensionScore>,
    /// Where the weakest dimension stands among them (the first of equals).
    pub weakest: usize,
}

/// One dimension of a scorecard.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DimensionScore {
    /// The dimension.
    pub name: String,
    /// Its weight, normalised to a sum of 1.
    pub weight: f64,
    /// Its index.
    pub index: SatisfactionIndex,
}

impl Scorecard {
    /// The scorecard of a questionnaire with dimensions.
    ///
    /// # Errors
    /// `Empty` where no question belongs to a dimension; `Inconsistent` where no
    /// dimension weighs; otherwise as for [`SatisfactionIndex::of`].
    pub fn of(answers: &Answers, options: IndexOptions) -> Result<Self> {
        let questionnaire = answers.questionnaire();
        let shares = shares(questionnaire)?;
        let mut dimensions = Vec::new();
        let mut influences = vec![0.0; answers.respondents()];
        for (dimension, share) in questionnaire.dimensions().iter().zip(shares) {
            let own = part(answers, dimension.questions())?;
            let (index, own) = SatisfactionIndex::with_influences(&own, options)
                .map_err(|error| error.in_column(dimension.name()))?;
            influences.iter_mut().zip(own).for_each(|(sum, own)| *sum += share * own);
            dimensions.push(DimensionScore {
                name: dimension.name().to_owned(),
                weight: share,
                index,
            });
        }
        let used = dimensions.iter().map(|each| each.index.basis.used).max().unwrap_or(0) as f64;
        let correction = match options.population {
            Some(population) => finite_population_correction(used, population as f64)?,
            None => 1.0,
        };
        let squares: f64 = influences.iter().map(|influence| influence * influence).sum();
        let error = (used > 1.0).then(|| (squares * used / (used - 1.0)).sqrt() * correction);
        Ok(Self::total(dimensions, error, used, options.confidence))
    }

    /// The scorecard from moments: of merged shards, of published figures.
    ///
    /// Moments have one policy for all questions: listwise means those who answered
    /// them all here, and those who answered a dimension in [`of`](Self::of).
    ///
    /// # Errors
    /// As for [`of`](Self::of) and [`SatisfactionIndex::of_moments`].
    pub fn of_moments(
        moments: &Moments,
        questionnaire: &Questionnaire,
        confidence: f64,
    ) -> Result<Self> {
        let questions = questionnaire.questions();
        if questions.len() != moments.len() {
            return Err(Error::length("questions", questions.len(), moments.len()));
        }
        let shares = shares(questionnaire)?;
        let items: Vec<usize> =
            questionnaire.dimensions().iter().flat_map(|of| of.questions().to_vec()).collect();
        let moments = directed(moments, questions)?;
        let moments = moments.over(&items)?;
        let (mut dimensions, mut effective) = (Vec::new(), Vec::new());
        for (dimension, share) in questionnaire.dimensions().iter().zip(shares) {
            let own: Vec<Question> =
                dimension.questions().iter().map(|i| questions[*i].clone()).collect();
            let sum: f64 = own.iter().map(Question::weight).sum();
            for question in &own {
                effective.push(question.clone().with_weight(question.weight() / sum * share)?);
            }
            let own = Questionnaire::new(own).map_err(|error| error.in_column(dimension.name()))?;
            let of = moments.pick(dimension.questions());
            dimensions.push(DimensionScore {
                name: dimension.name().to_owned(),
                weight: share,
                index: SatisfactionIndex::of_moments(&of, &own, confidence)?,
            });
        }
        // The mean of the dimensions is an index of all their questions.
        let whole = SatisfactionIndex::of_moments(
            &moments.pick(&items),
            &Questionnaire::new(effective)?,
            confidence,
        )?;
        Ok(Self::total(dimensions, whole.standard_error, whole.basis.used as f64, confidence))
    }

    fn total(
        dimensions: Vec<DimensionScore>,
        standard_error: Option<f64>,
        used: f64,
        confidence: f64,
    ) -> Self {
        let lower = |weakest: usize, i: usize| {
            if dimensions[i].index.value < dimensions[weakest].index.value { i } else { weakest }
        };
        let total = dimensions.iter().map(|each| each.weight * each.index.value).sum();
        Self {
            total,
            standard_error,
            interval: standard_error
                .map(|error| Interval::student(total, error, used, confidence, (0.0, 100.0))),
            weakest: (0..dimensions.len()).reduce(lower).unwrap_or(0),
            dimensions,
        }
    }

    /// Whether every dimension reaches `threshold` (0 to 100): the conjunctive
    /// rule.
    #[must_use]
    pub fn passes(&self, threshold: f64) -> bool {
        self.dimensions.iter().all(|dimension| dimension.index.value >= threshold)
    }
}

impl Scorecard {
    /// Whether the total of `later` differs from this one; independent samples. (Each
    /// dimension has [`SatisfactionIndex::difference`].)
    ///
    /// # Errors
    /// `Undefined` where one of them rests on a single respondent; `OutOfRange`
    /// unless 0 < `confidence` < 1.
    pub fn difference(&self, later: &Self, confidence: f64) -> Result<Difference> {
        let (Some(first), Some(second)) = (self.standard_error, later.standard_error) else {
            return Err(Error::new(
                ErrorKind::Undefined,
                "a scorecard of one respondent has no standard error, so no difference can be tested",
            ));
        };
        Difference::between((self.total, first), (later.total, second), confidence)
    }
}

/// The weights of the dimensions, scaled to a sum of 1.
fn shares(questionnaire: &Questionnaire) -> Result<Vec<f64>> {
    let dimensions = questionnaire.dimensions();
    if dimensions.is_empty() {
        return Err(Error::new(ErrorKind::Empty, "no question belongs to a dimension")
            .in_column("dimensions"));
    }
    let total: f64 = dimensions.iter().map(|dimension| dimension.weight()).sum();
    if !(total > 0.0) {
        return Err(Error::new(ErrorKind::Inconsistent, "no dimension has a weight")
            .in_column("dimensions"));
    }
    Ok(dimensions.iter().map(|dimension| dimension.weight() / total).collect())
}

/// The answers to some questions only.
fn part(answers: &Answers, questions: &[usize]) -> Result<Answers> {
    let all = answers.questionnaire().questions();
    let chosen = questions.iter().map(|i| all[*i].clone()).collect();
    let given = questions.iter().map(|i| answers.raw_column(*i).map(<[f64]>::to_vec));
    let part = Answers::new(Questionnaire::new(chosen)?, given.collect::<Result<_>>()?)?;
    match answers.weights() {
        Some(weights) => part.with_weights(weights.to_vec()),
        None => Ok(part),
    }
}

/// A checklist that one failure fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Checklist {
    /// The three conditions of satisfaction: product (range and quality),
    /// channel (easy and convenient), service (one standard, people first).
    SatisfactionConditions,
    /// The four marks of an effective service standard: it starts from the
    /// customer's need, is focused, is kept, is assessed and improved.
    ServiceStandard,
    /// The two determinants of an individual offer: a product made to measure, and
    /// service in time.
    IndividualOffer,
    /// The seven steps of quality management that win trust.
    QualityManagement,
    /// The three steps of an individual plan of service.
    ServicePlan,
    /// The eight steps by which a product becomes individual.
    IndividualProduct,
}

impl Checklist {
    /// Every list.
    pub const ALL: &'static [Self] = &[
        Self::SatisfactionConditions,
        Self::ServiceStandard,
        Self::IndividualOffer,
        Self::QualityManagement,
        Self::ServicePlan,
        Self::IndividualProduct,
    ];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SatisfactionConditions => "conditions of satisfaction",
            Self::ServiceStandard => "effective service standard",
            Self::IndividualOffer => "individual offer",
            Self::QualityManagement => "quality management",
            Self::ServicePlan => "individual plan of service",
            Self::IndividualProduct => "individual product",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::SatisfactionConditions => "客户三大条件",
            Self::ServiceStandard => "有效的服务质量标准",
            Self::IndividualOffer => "顾客信任的两个决定性因素",
            Self::QualityManagement => "质量管理步骤",
            Self::ServicePlan => "个性化服务计划",
            Self::IndividualProduct => "产品个性化步骤",
        }
    }

    /// The points of the list, in English and Chinese.
    #[must_use]
    pub const fn points(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::SatisfactionConditions => {
                &[("product", "产品"), ("channel", "渠道"), ("service", "服务")]
            }
            Self::ServiceStandard => &[
                ("from the customer's need", "从顾客需求出发"),
                ("focused", "强调重点"),
                ("kept", "兑现承诺"),
                ("assessed and improved", "考核和改进"),
            ],
            Self::IndividualOffer => {
                &[("individual product", "个性化产品"), ("service in time", "及时性服务")]
            }
            Self::QualityManagement => &[
                ("know what customers need", "了解客户需求"),
                ("set a standard of quality", "制定质量标准"),
                ("manage the supply chain", "加强供应链管理"),
                ("set up a system of quality management", "建立质量管理体系"),
                ("train the staff", "强化员工培训"),
                ("improve continuously", "实施持续改进"),
                ("control quality", "强化质量控制"),
            ],
            Self::ServicePlan => &[
                ("find out what each customer needs", "识别顾客需求"),
                ("make an individual plan of service", "制定个性化服务计划"),
                ("improve the plan continuously", "持续优化服务计划"),
            ],
            Self::IndividualProduct => &[
                ("learn face to face what customers think", "面对面地了解顾客的真实想法"),
                ("let customers take part in the design", "让顾客参与产品的规划和设计"),
                ("produce to order with agility", "进行敏捷化的定制化生产"),
                ("make the firm known and well thought of", "知名度和美誉度宣传"),
                ("make it convenient before the purchase", "在接受产品和服务之前使顾客感到便利"),
                ("clear up doubts", "解除顾客的疑义"),
                ("deliver in time", "及时送达"),
                ("care after the sale", "销售关怀"),
            ],
        }
    }

    /// What the list finds: a point that is not known (`None`) leaves it open,
    /// unless another one fails.
    ///
    /// # Errors
    /// `Length` where `met` does not have one entry a point.
    pub fn check(self, met: &[Option<bool>]) -> Result<ChecklistResult> {
        let points = self.points();
        if met.len() != points.len() {
            return Err(Error::length("met", met.len(), points.len()));
        }
        let which =
            |wanted: Option<bool>| (0..met.len()).filter(|i| met[*i] == wanted).collect::<Vec<_>>();
        let (failed, unknown) = (which(Some(false)), which(None));
        Ok(ChecklistResult {
            passes: match (failed.is_empty(), unknown.is_empty()) {
                (false, _) => Some(false),
                (true, true) => Some(true),
                (true, false) => None,
            },
            failed,
            unknown,
        })
    }
}

/// What a [`Checklist`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ChecklistResult {
    /// Whether every point is met; `None` where that is not known.
    pub passes: Option<bool>,
    /// Points that are not met.
    pub failed: Vec<usize>,
    /// Points that are not known.
    pub unknown: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{MissingPolicy, Question, Scale};

    #[test]
    fn dimensions_are_weighed_and_the_weakest_is_named() {
        let question = |name: &str, weight: f64, dimension: &str| {
            Question::new(name, Scale::points(0, 10).unwrap())
                .with_weight(weight)
                .unwrap()
                .with_dimension(dimension)
        };
        let questionnaire = Questionnaire::new(vec![
            question("speed", 1.0, "service"),
            question("staff", 3.0, "service"),
            question("price", 1.0, "price"),
        ])
        .unwrap();
        let columns = vec![vec![4.0, 6.0], vec![8.0, 10.0], vec![3.0, f64::NAN]];
        let options = IndexOptions::new(MissingPolicy::AvailableCase);
        let answers = Answers::new(questionnaire.clone(), columns.clone()).unwrap();
        let card = Scorecard::of(&answers, options).unwrap();
        assert!((card.dimensions[0].index.value - 80.0).abs() < 1e-12);
        assert!((card.total - (0.8 * 80.0 + 0.2 * 30.0)).abs() < 1e-12);
        assert_eq!((card.weakest, card.passes(30.0), card.passes(50.0)), (1, true, false));
        // With the default weights the two stages agree with the plain index
        // where nothing is missing.
        let complete = vec![columns[0].clone(), columns[1].clone(), vec![3.0, 5.0]];
        let answers = Answers::new(questionnaire, complete).unwrap();
        let flat = SatisfactionIndex::of(&answers, options).unwrap();
        let card = Scorecard::of(&answers, options).unwrap();
        assert!((card.total - flat.value).abs() < 1e-12);
        let (a, b) = (card.standard_error.unwrap(), flat.standard_error.unwrap());
        assert!((a - b).abs() < 1e-12, "{a} {b}");
        assert_eq!(card.interval.map(|i| i.clamped), flat.interval.map(|i| i.clamped));
        assert_eq!(card.difference(&card, 0.95).unwrap().p_value, Some(1.0));
    }

    /// From moments, as merged shards give them, with answers missing and weights.
    #[test]
    fn from_moments_it_is_the_same() {
        let question = |i: usize| {
            Question::new(format!("q{i}"), Scale::points(0, 10).unwrap())
                .with_weight(1.0 + i as f64)
                .unwrap()
                .with_dimension(["a", "b"][i % 2])
        };
        let questionnaire = Questionnaire::new((0..5).map(question).collect())
            .and_then(|questionnaire| questionnaire.with_dimension_weight("b", 20.0))
            .unwrap();
        let column = |q: usize| {
            let answer =
                |i: usize| if i % 13 == q { f64::NAN } else { ((i * (q + 3)) % 11) as f64 };
            (0..40).map(answer).collect()
        };
        let answers = Answers::new(questionnaire, (0..5).map(column).collect())
            .and_then(|answers| {
                answers.with_weights((0..40).map(|i| f64::from(i % 3 + 1)).collect())
            })
            .unwrap();
        let policy = MissingPolicy::AvailableCase;
        let direct = Scorecard::of(&answers, IndexOptions::new(policy)).unwrap();
        let moments = Moments::of(&answers, policy).unwrap();
        let found = Scorecard::of_moments(&moments, answers.questionnaire(), 0.95).unwrap();
        assert!((found.total - direct.total).abs() < 1e-12);
        let (a, b) = (found.standard_error.unwrap(), direct.standard_error.unwrap());
        assert!((a - b).abs() < 1e-12, "{a} {b}");
        for (a, b) in found.dimensions.iter().zip(&direct.dimensions) {
            assert!((a.index.value - b.index.value).abs() < 1e-12 && a.weight == b.weight);
        }
        assert_eq!(found.weakest, direct.weakest);
    }

    #[test]
    fn one_failure_fails_a_checklist_and_an_unknown_leaves_it_open() {
        let list = Checklist::SatisfactionConditions;
        assert_eq!(list.check(&[Some(true); 3]).unwrap().passes, Some(true));
        assert_eq!(list.check(&[Some(true), None, Some(true)]).unwrap().passes, None);
        let found = list.check(&[Some(true), None, Some(false)]).unwrap();
        assert_eq!((found.passes, found.failed, found.unknown), (Some(false), vec![2], vec![1]));
        assert!(Checklist::ServiceStandard.check(&[Some(true); 3]).is_err());
    }
}
