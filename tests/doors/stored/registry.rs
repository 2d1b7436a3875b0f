//! A sample of every type that is read back, and what each answers.

use habitue::classify::{Cuts, Scheme};
use habitue::customer::{self, TextColumn};
use habitue::ledger::{self, Ledger, Rules, Transaction};
use habitue::lifetime::{self, BgNbd, FitOptions, Histories, History, Model, Prediction};
use habitue::loyalty;
use habitue::money::{self, Currency, Money};
use habitue::summary::{Convention, Summary};
use habitue::survey::{self, Answers, CrossProducts, MissingPolicy, Moments, Question, Scale};
use habitue::time::{self, Day, DiscountRate, Unit, Window};
use habitue::{Job, Progress, Result};
use serde_json::{Value, json};

use super::entry::{Entry, answering, asked, plain};

/// Types with private fields of which every stored form is legal, and why.
pub(crate) const UNCHECKED: [(&str, &str); 7] = [
    ("customer::BondLevels", "any rule is one"),
    ("ledger::TransactionFormat", "its setters take anything too; the reader refuses"),
    ("loyalty::FourPhases", "any order and any rule is one"),
    ("loyalty::TrustLevels", "any rule is one"),
    ("money::NumberFormat", "either mark, named or not, is one"),
    ("money::Money", "any decimal of any currency is an amount"),
    ("value::RetentionLift", "its terms are checked by themselves"),
];

/// Types that hold figures which anybody may set; what takes them refuses bad ones.
macro_rules! plain {
    ($all:ident, $module:ident, $path:literal: $($name:ident)*) => {
        $($all.push(plain::<$module::$name>(concat!($path, "::", stringify!($name))));)*
    };
}

/// Facts of one customer, and a scheme that classifies by them.
macro_rules! facts {
    ($all:ident, $module:ident, $path:literal: $($facts:ident by $scheme:expr;)*) => {
        $($all.push(facts(
            concat!($path, "::", stringify!($facts)),
            |facts: &$module::$facts| {
                let _ = $scheme.classify(facts);
                Vec::new()
            },
        ));)*
    };
}

pub(crate) fn all() -> Vec<Entry> {
    let mut all = Vec::new();
    customers(&mut all);
    loyalties(&mut all);
    surveys(&mut all);
    super::indices::satisfactions(&mut all);
    lifetimes(&mut all);
    deeds(&mut all);
    super::worth::retentions(&mut all);
    super::worth::values(&mut all);
    all
}

/// Facts of which every one is known.
pub(crate) fn facts<F: Default + serde::Serialize + serde::de::DeserializeOwned + 'static>(
    name: &str,
    ask: fn(&F) -> Vec<f64>,
) -> Entry {
    let mut stored = serde_json::to_value(F::default()).unwrap();
    let keys: Vec<String> = stored.as_object().unwrap().keys().cloned().collect();
    for key in keys {
        for known in [json!(1), json!(true)] {
            let mut more = stored.clone();
            more[&key] = known;
            if serde_json::from_value::<F>(more.clone()).is_ok() {
                stored = more;
                break;
            }
        }
    }
    asked(name, serde_json::from_value(stored).unwrap(), ask)
}

/// A field that is a number.
pub(crate) fn number(stored: &Value, field: &str) -> Option<f64> {
    stored.get(field)?.as_f64()
}

/// A field that is a list of so many numbers.
pub(crate) fn numbers<const N: usize>(stored: &Value, field: &str) -> Option<[f64; N]> {
    let list: Option<Vec<f64>> = stored.get(field)?.as_array()?.iter().map(Value::as_f64).collect();
    list?.try_into().ok()
}

pub(crate) fn count(stored: &Value, field: &str) -> Option<u64> {
    stored.get(field)?.as_u64()
}

pub(crate) fn some<const N: usize>(answers: [Option<f64>; N]) -> Vec<f64> {
    answers.into_iter().flatten().collect()
}

fn customers(all: &mut Vec<Entry>) {
    all.push(
        asked("classify::Cuts", Cuts::new(2.0, 3.0).unwrap(), |cuts| {
            let _ = cuts.quadrant(1.0, 4.0);
            vec![cuts.x(), cuts.y()]
        })
        .made_by(|it| Some(Cuts::new(number(it, "x")?, number(it, "y")?).is_ok())),
    );
    all.push(asked("customer::BondTable", customer::BondTable::new(), |_| Vec::new()));
    plain!(all, customer, "customer":
        BondLevels ContactPolicy Dimensions Duplicates Erasure KeyPolicy PersonaFound RecordQuality
        RecordValue RolesFound WinBackTrigger);
    all.push(
        asked("customer::PersonaRules", customer::PersonaRules::new(), |_| Vec::new()).made_by(
            |it| Some(customer::PersonaRules::new().with_bounds(numbers(it, "bounds")?).is_ok()),
        ),
    );
    all.push(facts("customer::PersonaFacts", |facts: &customer::PersonaFacts| {
        let _ = customer::PersonaRules::new().tags(facts);
        Vec::new()
    }));
    all.push(facts("customer::RoleFacts", |facts: &customer::RoleFacts| {
        let _ = customer::CustomerRoles.of(facts);
        Vec::new()
    }));
    all.push(asked("customer::RecordRules", customer::RecordRules::new(), |rules| {
        let found = rules.quality_of(&[Some(Day::MIN); 12], Day::MIN).unwrap();
        let _ = rules.held(512, Some(Day::MAX), Day::MIN).unwrap();
        vec![found.completeness, found.freshness.unwrap()]
    }));
    all.push(
        asked("customer::ImportanceTiers", customer::ImportanceTiers::new(), |_| Vec::new())
            .made_by(|it| {
                let tiers = customer::ImportanceTiers::new();
                Some(tiers.with_cuts(number(it, "vip")?, number(it, "important")?).is_ok())
            }),
    );
    all.push(asked("customer::KeyColumn", customer::KeyColumn::Text(names()), |keys| {
        (0..keys.as_keys().len()).for_each(|row| {
            let _ = keys.as_keys().get(row);
        });
        Vec::new()
    }));
    all.push(asked("customer::TextColumn", names(), |column| {
        column.as_texts().iter().for_each(drop);
        Vec::new()
    }));
    all.push(asked("customer::LifecycleRules", customer::LifecycleRules::new(), |_| Vec::new()));
    let persona = customer::Persona::from_bits(5).unwrap();
    all.push(
        asked("customer::Persona", persona, |persona| vec![persona.tags().count() as f64]).made_by(
            |it| Some(customer::Persona::from_bits(it.as_u64()?.try_into().ok()?).is_ok()),
        ),
    );
    all.push(asked("customer::UsageTiers", customer::UsageTiers::new(), |_| Vec::new()).made_by(
        |it| {
            let [heavy, medium, light] = numbers(it, "bounds")?;
            Some(customer::UsageTiers::new().with_bounds(heavy, medium, light).is_ok())
        },
    ));
    facts! { all, customer, "customer":
        ImportanceFacts by customer::ImportanceTiers::new();
        BondFacts by customer::BondLevels::new();
        UsageFacts by customer::UsageTiers::new();
        ContactFacts by customer::ContactPolicy::new();
        WinBackFacts by customer::WinBackTrigger::new();
        RelationFacts by customer::RelationTree;
        StatusFacts by customer::LifecycleRules::new();
        OrientationFacts by customer::OrientationScores;
    }
    plain!(all, errors, "error": Convergence);
    all.push(asked("money::Currency", Currency::EUR, |_| Vec::new()));
    let money = Money::parse("10.50", Currency::EUR).unwrap();
    all.push(asked("money::NumberFormat", money::NumberFormat::default(), |it| {
        let _ = (it.read("1,234"), it.read_money("$5", Currency::USD));
        Vec::new()
    }));
    let rates = money::ExchangeRates::parse("2024-01-02,EUR,1.1", Currency::USD).unwrap();
    all.push(asked("money::ExchangeRates", rates, |it| {
        let _ = it.rate(Currency::EUR, Day::MAX);
        Vec::new()
    }));
    all.push(asked("money::Money", money, |money| vec![money.to_f64()]));
}

mod errors {
    pub(super) use habitue::error::Convergence;
}

fn names() -> TextColumn {
    let mut names = TextColumn::default();
    ["Ada", "Bo", "顾客"].into_iter().for_each(|name| names.push(name));
    names
}

fn loyalties(all: &mut Vec<Entry>) {
    all.push(asked("loyalty::ApostleMatrix", loyalty::ApostleMatrix::new(), |_| Vec::new()));
    all.push(asked("loyalty::ComplaintIceberg", iceberg().unwrap(), |it| {
        vec![it.unhappy(), it.silent(), it.leaving().unwrap_or(0.0)]
    }));
    all.push(asked("loyalty::Driver", loyalty::Driver::five_factors(), |tree| {
        let mut answers = tree.leaf_weights();
        if let Ok(scores) = tree.scores(&vec![50.0; tree.leaves()]) {
            answers.extend(scores.iter().map(|(_, score)| *score));
        }
        answers
    }));
    let four = loyalty::FourIndicators::new(80.0, 70.0, 60.0).unwrap();
    let four = four.with_behaviour([10.0, 4.0, 20.0, 500.0], [12.0, 4.0, 30.0, 450.0]).unwrap();
    all.push(asked("loyalty::FourIndicators", four, |it| {
        it.growth().into_iter().flatten().chain(it.mean_growth()).chain(it.scores()).collect()
    }));
    all.push(asked("loyalty::LoyaltyGates", loyalty::LoyaltyGates::new(), |_| Vec::new()).made_by(
        |it| Some(loyalty::LoyaltyGates::new().with_gates(numbers(it, "gates")?).is_ok()),
    ));
    let seven = loyalty::SevenIndicators::new([(1.0, 5.0); 7]).unwrap();
    all.push(asked("loyalty::SevenIndicators", seven, |it| {
        let facts = loyalty::SevenIndicatorFacts::new().repurchase(3.0).choosing_time(2.0);
        let facts = facts.attention(3.0).competitor_attention(2.0).price_sensitivity(3.0);
        let facts = facts.identification(3.0).defect_tolerance(3.0);
        it.index(&facts).ok().flatten().into_iter().collect()
    }));
    all.push(
        asked("loyalty::StandingScheme", loyalty::StandingScheme::new(), |_| Vec::new()).made_by(
            |it| {
                let days = number(it, "minimum_tenure_days")?;
                Some(loyalty::StandingScheme::new().with_minimum_tenure_days(days).is_ok())
            },
        ),
    );
    let cost = loyalty::SwitchingCost::new(60.0, 30.0, 90.0).unwrap();
    all.push(
        asked("loyalty::SwitchingCost", cost, |it| it.weighted([1.0; 3]).into_iter().collect())
            .made_by(|it| {
                let [p, f, r] =
                    ["procedural", "financial", "relational"].map(|name| number(it, name));
                Some(loyalty::SwitchingCost::new(p?, f?, r?).is_ok())
            }),
    );
    all.push(
        asked("loyalty::ThreeIndicator", loyalty::ThreeIndicator::new(), |it| {
            let facts = loyalty::ThreeIndicatorFacts::new().satisfaction(4).repurchase(0.5);
            let found = it.index(&facts.recommendation(2)).unwrap();
            found.map(|found| found.index).into_iter().collect()
        })
        .made_by(|it| {
            let made = loyalty::ThreeIndicator::new()
                .with_tables(
                    numbers(it, "satisfaction_table")?,
                    numbers(it, "repurchase_table")?,
                    numbers(it, "recommendation_table")?,
                )
                .and_then(|made| made.with_weights(numbers(it, "weights").unwrap_or([-1.0; 3])));
            let [low, high] = numbers(it, "repurchase_cuts")?;
            let made = made.and_then(|made| made.with_repurchase_cuts(low, high));
            let [low, high] = numbers(it, "index_cuts")?;
            Some(made.and_then(|made| made.with_index_cuts(low, high)).is_ok())
        }),
    );
    all.push(asked("loyalty::EarnedTrust", loyalty::EarnedTrust::new(), |_| Vec::new()).made_by(
        |it| {
            let needed = it.get("needed")?.as_array()?.iter();
            let needed: Option<Vec<u32>> =
                needed.map(|count| count.as_u64()?.try_into().ok()).collect();
            let tolerance = it.get("tolerance").map_or(Some(1), Value::as_u64);
            u32::try_from(tolerance?).ok()?;
            Some(loyalty::EarnedTrust::new().with_needed(needed?.try_into().ok()?).is_ok())
        },
    ));
    all.push(answering("loyalty::LoyalOf", |it: &loyalty::LoyalOf| some([it.share()])));
    all.push(answering("loyalty::Propositions", |it: &loyalty::Propositions| {
        let _ = it.hold();
        Vec::new()
    }));
    all.push(answering("loyalty::BrandUse", |it: &loyalty::BrandUse| {
        let _ = it.rank_shares_apply();
        some([it.mean_set()])
    }));
    all.push(
        asked("loyalty::StrategyRules", loyalty::StrategyRules::new(), |_| Vec::new()).made_by(
            |it| {
                let bound = number(it, "switching_cost")?;
                Some(loyalty::StrategyRules::new().with_switching_cost(bound).is_ok())
            },
        ),
    );
    all.push(facts("loyalty::StrategyFacts", |facts: &loyalty::StrategyFacts| {
        let _ = loyalty::StrategyRules::new().strategies(facts);
        Vec::new()
    }));
    plain!(all, loyalty, "loyalty": CaseRate ComplaintHandling StrategiesFound);
    plain!(all, loyalty, "loyalty":
        FourIndicatorSummary FourPhases LoyaltyIndex SevenIndicatorSummary ThreeIndicatorSummary TrustLevels WalletShare);
    let matrix = loyalty::AttitudeBehaviour::new();
    all.push(asked("loyalty::AttitudeBehaviour", matrix, |_| Vec::new()));
    let matrix = loyalty::ReciprocalLoyalty::new();
    all.push(asked("loyalty::ReciprocalLoyalty", matrix, |_| Vec::new()));
    all.push(asked("loyalty::ServiceMatrix", loyalty::ServiceMatrix::new(), |_| Vec::new()));
    facts! { all, loyalty, "loyalty":
        AttitudeBehaviourFacts by loyalty::AttitudeBehaviour::new();
        GateFacts by loyalty::LoyaltyGates::new();
        ThreeIndicatorFacts by loyalty::ThreeIndicator::new();
        AllegianceFacts by loyalty::ApostleMatrix::new();
        ReciprocalFacts by loyalty::ReciprocalLoyalty::new();
        ServiceFacts by loyalty::ServiceMatrix::new();
        SecurityFacts by loyalty::SecureCustomer;
        StandingFacts by loyalty::StandingScheme::new();
        PhaseFacts by loyalty::FourPhases::new();
        GrowthFacts by loyalty::BehaviourGrowth;
        StageFacts by loyalty::GriffinLadder;
        TrustFacts by loyalty::TrustLevels::new();
        EarnedTrustFacts by loyalty::EarnedTrust::new();
    }
    all.push(facts("loyalty::SevenIndicatorFacts", |facts: &loyalty::SevenIndicatorFacts| {
        let seven = loyalty::SevenIndicators::new([(1.0, 5.0); 7]).unwrap();
        seven.index(facts).ok().flatten().into_iter().collect()
    }));
}

fn iceberg() -> Result<loyalty::ComplaintIceberg> {
    loyalty::ComplaintIceberg::new(40, 0.04)?.with_leaving(0.5)
}

/// Three questions on 1 to 5, answered by twelve.
pub(crate) fn answers() -> Answers {
    let five = Scale::points(1, 5).unwrap();
    let question = |name: &str| Question::new(name, five.clone()).with_dimension("all");
    let questions = ["speed", "price", "staff"].map(question);
    let column = |step: usize| (0..12).map(|i| ((i * step + i / 3) % 5) as f64 + 1.0).collect();
    let columns = vec![column(1), column(3), column(7)];
    Answers::new(survey::Questionnaire::new(questions.into()).unwrap(), columns).unwrap()
}

fn surveys(all: &mut Vec<Entry>) {
    let answers = answers();
    let products = CrossProducts::of(&answers, MissingPolicy::AvailableCase).unwrap();
    let moments = Moments::from_cross_products(&products).unwrap();
    all.push(asked("survey::CrossProducts", products, |products| {
        let (k, mut answers) = (products.len(), products.means());
        answers.push(products.effective_n());
        for cell in 0..k * k {
            answers.push(products.covariance(cell / k, cell % k));
            answers.push(products.correlation(cell / k, cell % k));
            answers.push(products.mean_covariance(cell / k, cell % k));
        }
        let _ = Moments::from_cross_products(products);
        let _ = products.clone().merge(products);
        // Of one respondent, a mean is known and no spread.
        if products.respondents() < 2 { Vec::new() } else { answers }
    }));
    all.push(asked("survey::Basis", *moments.basis().unwrap(), |basis| {
        vec![basis.excluded() as f64, basis.missing_share()]
    }));
    all.push(asked("survey::Moments", moments, |moments| {
        let k = moments.len();
        let cells = (0..k * k).map(|cell| moments.mean_covariance(cell / k, cell % k));
        let mut answers: Vec<f64> = cells.collect();
        if let Ok(found) = survey::Reliability::of(moments, &[0, 1, 2], 0.95) {
            answers.extend([found.alpha, found.interval.low, found.interval.high]);
        }
        answers
    }));
    all.push(asked("survey::Questionnaire", answers.questionnaire().clone(), |it| {
        it.dimensions().iter().for_each(|dimension| {
            dimension.questions().iter().for_each(|place| {
                let _ = it.questions()[*place].name();
            });
        });
        Vec::new()
    }));
    all.push(asked("survey::Question", answers.questionnaire().questions()[0].clone(), |it| {
        vec![it.weight()]
    }));
    all.push(asked("survey::Dimension", answers.questionnaire().dimensions()[0].clone(), |it| {
        vec![it.weight()]
    }));
    all.push(asked("survey::Scale", Scale::balanced_five(), |scale| {
        let ends = [scale.low(), scale.high()];
        let line = scale.line().map(|(a, b)| [a, b]).into_iter().flatten();
        ends.into_iter().chain(ends.map(|end| scale.score(end))).chain(line).collect()
    }));
    let margin = survey::Margin::new("age", vec![Some(0), Some(1), None], vec![0.4, 0.6]).unwrap();
    all.push(asked("survey::Margin", margin, |margin| {
        let _ = margin.shares(&[1.0, 2.0, 1.0]);
        survey::post_stratify(margin, None).map(|found| found.weights).unwrap_or_default()
    }));
    all.push(answering("survey::RakeOptions", |options: &survey::RakeOptions| {
        let margin = survey::Margin::new("m", vec![Some(0), Some(1)], vec![1.0, 2.0]).unwrap();
        survey::rake(&[margin], None, *options).map(|found| found.weights).unwrap_or_default()
    }));
    let person = MissingPolicy::PersonMean { minimum_share: 0.5 };
    all.push(asked("survey::MissingPolicy", person, |policy| {
        Moments::of(&self::answers(), *policy).map(|it| it.means().to_vec()).unwrap_or_default()
    }));
    plain!(all, survey, "survey": Coefficient Level Omega Reliability Weighting);
    all.push(answering("numeric::Interval", |it: &survey::Interval| vec![it.width()]));
}

/// Histories of ten customers.
fn histories() -> ([u32; 10], [f64; 10], [f64; 10]) {
    (
        [0, 0, 2, 2, 7, 1, 0, 3, 0, 1],
        [0.0, 0.0, 20.0, 22.0, 30.5, 3.0, 0.0, 11.0, 0.0, 9.0],
        [39.0, 39.0, 39.0, 39.0, 31.0, 30.0, 25.0, 38.0, 20.0, 36.0],
    )
}

/// One model of each kind.
macro_rules! models {
    ($($family:ident { $($(#[$about:meta])* $number:literal $symbol:ident $model:ident $file:ident
        $en:literal $zh:literal [$($own:ident),* $(; $set:ident: $python:ident)?];)* })*) => {
        fn models(all: &mut Vec<Entry>) {
            let values = [0.5, 4.0, 0.75, 2.5, 2.0];
            $($(
                let own = [$(stringify!($own),)* $(stringify!($set))?];
                let parameters = std::array::from_fn(|i| own.get(i).map_or(0.0, |_| values[i]));
                all.push(
                    asked(
                        concat!("lifetime::", stringify!($model)),
                        lifetime::$model::try_from(parameters).unwrap(),
                        |model| answers_of(&Model::new(*model)),
                    )
                    .made_by(|it| {
                        let numbers = numbers(&json!({ "it": it }), "it")?;
                        Some(lifetime::$model::try_from(numbers).is_ok())
                    }),
                );
            )*)*
        }
    };
}

include!("../../../src/lifetime/kinds/models.in.rs");

fn lifetimes(all: &mut Vec<Entry>) {
    let cells = lifetime::Holdout::new(&[0.0, 2.0, 0.0], &[0.5, 1.5, 0.5]).unwrap().cells();
    all.push(asked("lifetime::HoldoutCells", cells, |cells: &lifetime::HoldoutCells| {
        let _ = cells.errors();
        vec![cells.len() as f64]
    }));
    use lifetime::{
        AnyModel, CovariateEffect, CovariateOptions, CovariateReport, CovariateRole, Covariates,
        Customers, Fitted, Nbd, Question, Sbg, Survivors, Uncertainty,
    };
    models(all);
    let table = Survivors::new().with_cohort(&[1000, 631, 468, 382, 326, 289, 262, 241]).unwrap();
    let fitted = Sbg::fit(&table, &FitOptions::default()).unwrap();
    let plain = Model::from(&fitted).with_unit("year");
    all.push(asked("lifetime::Model", plain, |model| {
        assert_eq!(&Model::from_bytes(&model.to_bytes()).unwrap(), model);
        let mut answers = answers_of(model);
        let rows = Customers::of_renewals(&[0, 3]);
        let asked = Question::ResidualLifetime { rate: 0.1 };
        answers.extend(model.answer(&asked, &rows, &mut Job::new()).unwrap_or_default());
        if let Ok(known) = Uncertainty::delta(model) {
            let parameters = known.parameters(0.95).unwrap();
            answers.extend(parameters.iter().flat_map(|it| [it.low, it.high]));
        }
        answers
    }));
    let any = AnyModel::from(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap());
    all.push(asked("lifetime::AnyModel", any, |model| answers_of(&Model::new(*model))));
    all.push(asked("lifetime::FitReport", fitted.report().clone(), |it| vec![it.aic(), it.bic()]));
    all.push(asked("lifetime::Fitted", fitted, |fitted: &Fitted<Sbg>| {
        let errors = fitted.standard_errors().unwrap_or_default();
        let _ = Uncertainty::delta(&Model::from(fitted));
        errors
    }));
    let (x, t_x, t) = histories();
    let rows = Histories::new(&x, &t_x, &t).unwrap();
    let u = [3.0, 9.0, 4.0, 4.5, 1.0, 7.0, 6.0, 2.0, 5.0, 3.0];
    let facts = Covariates::new().with_purchase(&[("u", &u)]).unwrap();
    let chosen = CovariateOptions::default().with_standardised(true);
    let model = Nbd::fit_with_covariates(&rows, &facts, &chosen, &FitOptions::default()).unwrap();
    let report: CovariateReport = model.covariate_report().unwrap().clone();
    all.push(asked("lifetime::CovariateReport", report, |it| {
        let ratio = it.likelihood_ratio().map(|it| vec![it.p_value]).unwrap_or_default();
        [it.aic(), it.bic()].into_iter().chain(ratio).collect()
    }));
    let effect = CovariateEffect::new(CovariateRole::Purchase, "u", 0.5);
    all.push(asked("lifetime::CovariateEffect", effect, |effect| {
        let base = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let _ = Model::with_effects(base, vec![effect.clone()]);
        Vec::new()
    }));
    all.push(
        asked("lifetime::History", History::new(2, 30.43, 38.86).unwrap(), |it| {
            vec![it.t_x(), it.t()]
        })
        .made_by(|it| {
            let x = count(it, "x")?.try_into().ok()?;
            Some(History::new(x, number(it, "t_x")?, number(it, "t")?).is_ok())
        }),
    );
    let valuation = lifetime::Valuation::new(104.0).unwrap();
    let valuation = valuation.with_timing(lifetime::MarginTiming::EndOfPeriod, 13.0).unwrap();
    all.push(asked("lifetime::Valuation", valuation, |it| {
        let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let customers = Histories::new(&[2], &[30.43], &[38.86]).unwrap();
        let mut value = [0.0];
        let _ = it.lifetime_value_into(&model, &customers, &[35.0], 1, &mut value);
        value.to_vec()
    }));
    let discounted = Prediction::DiscountedPurchases { rate: 0.01, horizon: f64::INFINITY };
    all.push(asked("lifetime::Prediction", discounted, |prediction| {
        use habitue::lifetime::PurchaseModel as _;
        let model = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let history = History::new(2, 30.43, 38.86).unwrap();
        model.predict(*prediction, history).into_iter().collect()
    }));
    all.push(answering("lifetime::ContractPrediction", |it: &lifetime::ContractPrediction| {
        use habitue::lifetime::ContractModel as _;
        Sbg::new(0.668, 3.806).unwrap().predict(*it, 1).into_iter().collect()
    }));
    all.push(answering("lifetime::Statistic", |it: &lifetime::Statistic| {
        let _ = it;
        Vec::new()
    }));
    all.push(answering("lifetime::Estimate", |it: &lifetime::Estimate| {
        // An interval without an upper end is infinitely wide.
        vec![it.width()]
    }));
    all.push(answering("lifetime::Estimates", |it: &lifetime::Estimates| {
        (0..it.len()).filter_map(|row| it.get(row)).map(|it| it.low).collect()
    }));
    all.push(answering("lifetime::FrequencyFit", |it: &lifetime::FrequencyFit| {
        vec![it.chi_squared()]
    }));
    all.push(answering("lifetime::SimulatedBase", |it: &lifetime::SimulatedBase| {
        let _ = (it.histories(), it.spending());
        vec![it.len() as f64]
    }));
    all.push(answering("lifetime::SimulatedCohorts", |it: &lifetime::SimulatedCohorts| {
        let _ = it.table();
        Vec::new()
    }));
    plain!(all, lifetime, "lifetime":
        Alternative Correlation DrawOptions FrequencySpend HoldoutClass HoldoutErrors LikelihoodRatio
        NestedTest Regularity SimulatedFuture SimulatedPurchases);
}

/// What a model of any kind answers.
fn answers_of(model: &Model) -> Vec<f64> {
    let mut answers = model.base().parameters().to_vec();
    let history = History::new(2, 3.0, 5.0).unwrap();
    if let Some(model) = model.base().as_purchase() {
        answers.extend(model.predict(Prediction::PAlive, history));
    }
    if let Some(model) = model.base().as_spend() {
        answers.extend(model.expected_spend(2, 30.0));
    }
    if let Some(model) = model.base().as_contract() {
        answers.extend(model.predict(lifetime::ContractPrediction::Survival { t: 3 }, 1));
    }
    answers
}

fn ledger_of_three() -> Ledger {
    let day = |text| Day::parse(text).unwrap();
    let euro = |text| Money::parse(text, Currency::EUR).unwrap();
    let rows = [
        ("Ada", "2024-05-01", "10.50", "4.00"),
        ("Bo", "2024-05-03", "8.00", "9.00"),
        ("Ada", "2024-05-22", "12.00", "6.00"),
    ];
    let rules = Rules::money(Currency::EUR).with_costs(ledger::MissingCosts::Refuse);
    let rows = rows.map(|(who, when, paid, cost)| {
        Transaction::new(who, day(when), euro(paid)).with_cost(euro(cost))
    });
    Ledger::from_transactions(rows, rules).unwrap()
}

fn deeds(all: &mut Vec<Entry>) {
    let ledger = ledger_of_three();
    let kept = Summary::from_ledger(&ledger).unwrap();
    all.push(asked("ledger::Rules", *ledger.rules(), |_| Vec::new()));
    all.push(asked("ledger::Ledger", ledger, |ledger| {
        let _ = Summary::from_ledger(ledger);
        let _ = ledger.days();
        Vec::new()
    }));
    let window = Window::until(Day::parse("2024-05-31").unwrap());
    let convention = Convention::btyd(Unit::Week);
    let table = kept.table(&window, &convention).unwrap();
    all.push(asked("summary::Cells", table.cells(), |cells| {
        let _ = cells.merge(cells);
        vec![cells.customers() as f64]
    }));
    all.push(asked("summary::Tracking", kept.tracking(&window, &convention).unwrap(), |it| {
        let _ = it.cumulative();
        it.elapsed().to_vec()
    }));
    all.push(asked("summary::Audit", *table.audit(), |_| Vec::new()));
    all.push(asked("summary::Margins", table.row(0).unwrap().margins.unwrap(), |it| {
        vec![it.total as f64]
    }));
    all.push(asked("summary::Table", table, |table| {
        table.total_spend().for_each(drop);
        table.rows().for_each(drop);
        let _ = (table.cells(), table.profit());
        let mut rates = vec![0.0; table.len()];
        let _ = table.margin_rate_into(&mut rates);
        rates.into_iter().chain(table.mean_repeat_spend()).collect()
    }));
    all.push(asked("summary::Convention", convention, |it| vec![it.unit().hours()]));
    all.push(asked(
        "ledger::TransactionFormat",
        ledger::TransactionFormat::new("who", "when", "paid"),
        |format| {
            let csv = "who,when,paid\nAda,2024-05-01,10.50\n";
            let rules = Rules::money(Currency::EUR);
            let _ = Ledger::read_csv(csv.as_bytes(), format, &rules, &mut Progress::silent());
            Vec::new()
        },
    ));
    plain!(all, ledger, "ledger": MatchedRefunds);
    let rates = money::ExchangeRates::parse("2024-01-02,EUR,1.1", Currency::USD).unwrap();
    let others = ledger::OtherCurrencies::Convert(rates);
    all.push(asked("ledger::OtherCurrencies", others, |_| Vec::new()));
    all.push(plain::<habitue::report::Picture>("report::Picture"));
    all.push(asked("ledger::BadRows", ledger::BadRows::Reject { keep: 3 }, |_| Vec::new()));
    let assumed = ledger::MissingCosts::assume(0.3).unwrap();
    all.push(asked("ledger::MissingCosts", assumed, |_| Vec::new()));
    all.push(plain::<ledger::Costing<i64>>("ledger::Costing"));
    let rate = DiscountRate::annual(0.15).unwrap();
    all.push(asked("time::DiscountRate", rate, |rate| {
        vec![rate.effective(Unit::Week), rate.factor(1.0, Unit::Year)]
    }));
    let window = window.with_start(Day::parse("2024-01-01").unwrap()).unwrap();
    all.push(asked("time::Window", window, |it| vec![it.holdout_length(Unit::Week)]));
    let day = Day::parse("2024-05-01").unwrap();
    all.push(asked("time::Day", day, |day| vec![f64::from(day.number())]));
    let moment = time::Moment::parse("2024-05-01T10:00").unwrap();
    all.push(asked("time::Moment", moment, |it| vec![f64::from(it.hour())]));
}
